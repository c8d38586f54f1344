import { setTimeout as pause } from 'node:timers/promises'

/** What the process grows by while it streams all of a trail as CSV, once it has looked at every row, in MB. */
export async function start(open, { place }) {
  return {
    sample: async () => {
      const trail = await open(place)
      // Looks at every row, so that SQLite's page cache, which is the store's, has reached its size.
      await trail.search('no entry says this')
      await settle()
      const before = process.memoryUsage()
      let growth = 0
      for await (const chunk of trail.streamCsv()) {
        const now = process.memoryUsage()
        growth = Math.max(growth, now.rss - before.rss, used(now) - used(before) - chunk.length)
      }
      return growth / 1e6
    },
  }
}

function used({ heapUsed, external }) {
  return heapUsed + external
}

/** What opening needed, the bytes of the whole image, is freed beside the program, so it takes a while to be gone. */
async function settle() {
  for (let times = 0; times < 3; times++) {
    globalThis.gc()
    await pause(100)
  }
}
