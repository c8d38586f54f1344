import { writeSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { openAuditStore } from '../../../src/index.js'

/** What the exporting program does: it streams a whole trail, and prints how many bytes came and by how many it grew meanwhile. */
export interface ExporterOrder {
  readonly file: string
  readonly format: 'Json' | 'Ndjson' | 'Csv'
}

/** What it prints, as JSON. */
export interface ExporterReport {
  readonly bytes: number
  readonly growth: number
}

const order = JSON.parse(process.argv[2] ?? '') as ExporterOrder
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What is alive, without what only waits to be collected. */
function used(): number {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const store = await openAuditStore({ file: order.file, retention: false })
await store.query()
const stream = {
  Json: () => store.streamJson(),
  Ndjson: () => store.streamNdjson(),
  Csv: () => store.streamCsv({}, { columns: ['id', 'parameters', 'result'] }),
}[order.format]()
const before = used()
let bytes = 0
let growth = 0
let measured = 0
for await (const chunk of stream) {
  bytes += chunk.length
  if (bytes - measured < 1_000_000) continue
  measured = bytes
  growth = Math.max(growth, used() - before)
}
const report: ExporterReport = { bytes, growth }
writeSync(1, `${JSON.stringify(report)}\n`)
await store.close()
