import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { cycle } from '../../cycle.mjs'
import { items } from '../items.mjs'

/**
 * Logs behind what is there: one more for the image, so many for each patch, which it waits for, and as many as are to stay in
 * the journal, each by itself.
 * Ends without closing the trail, as in a crash.
 */
export async function start(open, { place, data, before, patches, inJournal }) {
  return {
    sample: async () => {
      const trail = await open(place)
      const count = patches.reduce((sum, inPatch) => sum + inPatch, before + 1 + inJournal)
      // Behind those of the image in time, too.
      const all = [...cycle(await items('entry', data), count, { past: before })].slice(before)
      const log = (more) => Promise.all(all.splice(0, more).map((entry) => trail.log(entry)))
      // An image of its own first: a copied one counts as another program's, whose file each opening would read once more.
      await log(1)
      await trail.checkpoint()
      for (const [index, inPatch] of patches.entries()) {
        await log(inPatch)
        await patchThere(place.trail, index + 1)
      }
      await log(Infinity)
    },
  }
}

/** A patch is written by itself, in a pause. */
async function patchThere(trail, count) {
  for (let tries = 0; tries < 600; tries++) {
    const names = readdirSync(`${trail}.d`).filter((name) => name.startsWith('patch-'))
    if (names.length === count) return
    await sleep(100)
  }
  throw new Error(`Patch ${count} never came.`)
}
