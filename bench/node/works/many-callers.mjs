import { block, throughput } from '../../rounds.mjs'
import { items } from '../items.mjs'

/**
 * Callers that each wait for their own log, so many at once: logs a second. The image that would be written in the pause
 * after a turn is written before it ends, untimed, so that it is in nobody else's way.
 */
export async function start(open, { place, data, size, callers }) {
  const trail = await open(place)
  const all = await items(trail.form, data)
  return {
    sample: async (round) => {
      const perSecond = await throughput(block(all, size, round), callers, (item) => trail.log(item))
      await trail.checkpoint?.()
      return perSecond
    },
    end: () => trail.close(),
  }
}
