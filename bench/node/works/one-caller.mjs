import { block, latencies } from '../../rounds.mjs'
import { items } from '../items.mjs'

/** One caller that waits for each of its logs; where it asks first, whoever holds its rows in memory holds them then. */
export async function start(open, { place, data, size, asksFirst = false }) {
  const trail = await open(place)
  if (asksFirst) await trail.latest()
  const all = await items(trail.form, data)
  return {
    sample: (round) => latencies(block(all, size, round), (item) => trail.log(item)),
    end: () => trail.close(),
  }
}
