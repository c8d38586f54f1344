import wasm from 'sql.js/dist/sql-wasm.wasm?url'
import { columns } from '../.built/dist/entry/columns.js'
import * as tallystick from '../.built/dist/index.js'

/**
 * Tallystick. Retention is off, since the recorded calls are old; all else is as it comes, but for `redact`, and for
 * `inWorker`, which keeps the replica in a worker.
 */
export async function open({ options: { inWorker, ...options } }) {
  const worker = () => new Worker(new URL('./audit-worker.js', import.meta.url), { type: 'module' })
  const store = await tallystick.openAuditStore({
    name: 'ours',
    retention: false,
    wasm,
    ...options,
    ...(inWorker && { worker }),
  })
  return {
    form: 'entry',
    fillForm: 'exported',
    add: (entry) => store.log(entry),
    fill: (entries) => store.importEntries(entries),
    count: () => store.count(),
    page: async ({ risk, tool, from }) => {
      const entries = await store.query({ riskLevel: risk, toolName: tool, from, limit: 100 })
      return entries.map(toEntry)
    },
    latest: async () => (await store.query({ limit: 100 })).map(toEntry),
    session: async (id) => {
      const { sessionId: _, totalDurationMs, ...summary } = await store.getSessionSummary(id)
      return { ...summary, totalDurationMs: Math.round(totalDurationMs) }
    },
    tools: async () => {
      const groups = await store.summarize({ by: 'tool' })
      return groups.map(({ key, total, failed, p95DurationMs }) => ({ tool: key, total, failed, p95: p95DurationMs }))
    },
    search: async (text) => (await store.query({ text, limit: 100 })).map(toEntry),
    csv: () => emptied(store.streamCsv({}, { columns: Object.keys(columns) })),
    json: () => emptied(store.streamJson()),
    image: () => store.exportDatabase(),
    checkpoint: () => store.checkpoint(),
    close: () => store.close(),
  }
}

function toEntry({ id, timestamp, toolName, riskLevel, parameters, result }) {
  return { id, time: Date.parse(timestamp), tool: toolName, risk: riskLevel, parameters, result }
}

/** Reads a stream to its end, as a download does, and gives its length in bytes. */
async function emptied(stream) {
  return (await new Response(stream).blob()).size
}
