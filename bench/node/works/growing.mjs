import { cycle, inThousands } from '../../cycle.mjs'
import { items } from '../items.mjs'

/** Logs so many entries into a trail behind those that are there, and ends without closing it, as in a crash. */
export async function start(open, { place, data, before, count }) {
  return {
    sample: async () => {
      const trail = await open(place)
      const all = [...cycle(await items('entry', data), before + count)].slice(before)
      // An image of its own first: a copied one counts as another program's, whose file each opening would read once more.
      await trail.logMany(all.splice(0, 1))
      await trail.checkpoint()
      for (const batch of inThousands(all)) await trail.logMany(batch)
    },
  }
}
