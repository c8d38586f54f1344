import type { AuditStore } from '../store/audit-store.js'
import { entryCounter } from './entry-counter.js'
import type { InspectorFilter } from './inspector-filter.js'

/** The forms in which a trail leaves: how each is called, what it is good for, its file extension, its type for the browser. */
export const exportFormats = {
  json: { label: 'JSON', note: 'one list, opens here again', extension: 'json', type: 'application/json' },
  ndjson: {
    label: 'NDJSON',
    note: 'an object a line, opens here again',
    extension: 'ndjson',
    type: 'application/x-ndjson',
  },
  csv: { label: 'CSV', note: 'a table for spreadsheets', extension: 'csv', type: 'text/csv' },
  sqlite: { label: 'SQLite', note: 'a database for any SQLite tool', extension: 'db', type: 'application/vnd.sqlite3' },
} as const

/** One of these forms. */
export type ExportFormat = keyof typeof exportFormats

/** What is exported, and who is told of it. */
export interface ExportRequest {
  readonly store: AuditStore
  readonly filter: InspectorFilter
  readonly format: ExportFormat
  /** Ends the export, which then rejects with the signal's reason. */
  readonly signal: AbortSignal
  /** Told how many entries have been written. A database is written in one go, and tells nothing. */
  readonly onProgress: (written: number) => void
}

/** The entries that match as a file, complete, and read a page at a time where the form allows it. */
export async function exportTrail(request: ExportRequest): Promise<Blob> {
  const { type } = exportFormats[request.format]
  const blob = await written(request)
  request.signal.throwIfAborted()
  return blob.slice(0, blob.size, type)
}

async function written({ store, filter, format, signal, onProgress }: ExportRequest): Promise<Blob> {
  // Without a filter a database is copied whole.
  const given = Object.keys(filter).length > 0 ? filter : undefined
  if (format === 'sqlite') return new Blob([(await store.exportDatabase(given)).slice()])
  const stream = streamOf(store, given, format)
  // The browser keeps a large blob on its disk.
  return new Response(stream.pipeThrough(entryCounter(format, onProgress), { signal })).blob()
}

function streamOf(
  store: AuditStore,
  filter: InspectorFilter | undefined,
  format: Exclude<ExportFormat, 'sqlite'>,
): ReadableStream<Uint8Array> {
  if (format === 'csv') return store.streamCsv(filter)
  return format === 'json' ? store.streamJson(filter) : store.streamNdjson(filter)
}
