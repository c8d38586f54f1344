import { setTimeout as pause } from 'node:timers/promises'
import { openAuditStore } from '../.built/dist/index.js'

const store = await openAuditStore({ file: process.argv[2], retention: false, redact: false })
// Looks at every row, so that SQLite's page cache, which is the store's, has reached its size.
await store.count({ text: 'no entry says this' })
await settle()
const before = process.memoryUsage()
let growth = 0
for await (const chunk of store.streamCsv()) {
  const now = process.memoryUsage()
  growth = Math.max(growth, now.rss - before.rss, used(now) - used(before) - chunk.length)
}
console.log(growth / 1e6)
await store.close()

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
