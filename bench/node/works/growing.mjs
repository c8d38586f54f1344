import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { cycle, inThousands } from '../../cycle.mjs'
import { items } from '../items.mjs'

/**
 * Logs behind what is there: so many entries for each patch, which it waits for, and as many as are to stay in the journal.
 * Ends without closing the trail, as in a crash.
 */
export async function start(open, { place, data, before, patches, inJournal }) {
  return {
    sample: async () => {
      const trail = await open(place)
      const count = patches.reduce((sum, inPatch) => sum + inPatch, before + inJournal)
      const all = [...cycle(await items('entry', data), count)].slice(before)
      const log = async (more) => {
        for (const batch of inThousands(all.splice(0, more))) await trail.logMany(batch)
      }
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
