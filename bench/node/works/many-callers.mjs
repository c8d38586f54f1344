import { block, throughput } from '../../rounds.mjs'
import { items } from '../items.mjs'

/** Callers that each wait for their own log, so many at once: logs a second. */
export async function start(open, { place, data, size, callers }) {
  const trail = await open(place)
  const all = await items(trail.form, data)
  return {
    sample: (round) => throughput(block(all, size, round), callers, (item) => trail.log(item)),
    end: () => trail.close(),
  }
}
