import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openAuditStore } from '../../.built/dist/index.js'

/**
 * Ours, in a folder, or on the file of a `trail` that is there. Retention is off, since the calls that are logged are old; all
 * else is as it comes, but what `options` say.
 */
export async function open({ folder, trail = join(folder, 'audit.db') }, options) {
  const store = await openAuditStore({ file: trail, retention: false, ...options })
  return {
    form: 'entry',
    log: (entry) => store.log(entry),
    logMany: (entries) => store.logMany(entries),
    importFile: (file) => store.importEntries(Readable.toWeb(createReadStream(file))),
    count: () => store.count(),
    latest: () => store.query(),
    page: (filter) => store.query(filter),
    session: (id) => store.getSessionSummary(id),
    tools: async () => (await store.summarize({ by: 'tool' })).map(toTool),
    search: (text) => store.query({ text }),
    streamCsv: () => store.streamCsv(),
    exportCsv: (file) => written(store.streamCsv(), file),
    exportJson: (file) => written(store.streamJson(), file),
    checkpoint: () => store.checkpoint(),
    close: () => store.close(),
  }
}

function toTool({ key, total, failed, p95DurationMs }) {
  return { tool: key, total, failed, p95: p95DurationMs }
}

function written(stream, file) {
  return pipeline(Readable.fromWeb(stream), createWriteStream(file))
}
