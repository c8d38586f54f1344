import { timeOf } from '../../rounds.mjs'

/** From nothing to the first page, once: the time in milliseconds, and the memory of the process then, in MB. */
export async function start(open, { place }) {
  return {
    sample: async () => {
      const time = await timeOf(async () => {
        const trail = await open(place)
        await trail.latest()
      })
      globalThis.gc()
      return { time, memory: process.memoryUsage().rss / 1e6 }
    },
  }
}
