import { openAuditStore } from '../../dist/index.js'

const store = await openAuditStore({ file: process.argv[2], retention: false })
await store.query()
globalThis.gc()
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
