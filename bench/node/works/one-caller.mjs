import { block, latencies } from '../../rounds.mjs'
import { items } from '../items.mjs'

/** One caller that waits for each of its logs. */
export async function start(open, { place, data, size }) {
  const trail = await open(place)
  const all = await items(trail.form, data)
  return {
    sample: (round) => latencies(block(all, size, round), (item) => trail.log(item)),
    end: () => trail.close(),
  }
}
