import { byteStream } from '../export/byte-stream.js'
import { loadPart } from '../load-part.js'
import type { StorageAdapter } from '../storage/storage-adapter.js'
import type { AuditStore, CsvOptions } from './audit-store.js'
import type { ExportFormat } from './exporter.js'
import type { AuditFilter } from './filter.js'

type TextExports = 'exportJson' | 'exportNdjson' | 'exportCsv' | 'streamJson' | 'streamNdjson' | 'streamCsv'

/** The exports that are text, whole or as a stream. What makes them is loaded when the first of them is read. */
export class Exports implements Pick<AuditStore, TextExports> {
  readonly #storage: StorageAdapter

  constructor(storage: StorageAdapter) {
    this.#storage = storage
  }

  exportJson(filter?: AuditFilter): Promise<string> {
    return joined(this.#pieces(filter, { kind: 'json' }))
  }

  exportNdjson(filter?: AuditFilter): Promise<string> {
    return joined(this.#pieces(filter, { kind: 'ndjson' }))
  }

  exportCsv(filter?: AuditFilter, options?: CsvOptions): Promise<string> {
    return joined(this.#pieces(filter, { kind: 'csv', options }))
  }

  streamJson(filter?: AuditFilter): ReadableStream<Uint8Array> {
    return byteStream(this.#pieces(filter, { kind: 'json' }))
  }

  streamNdjson(filter?: AuditFilter): ReadableStream<Uint8Array> {
    return byteStream(this.#pieces(filter, { kind: 'ndjson' }))
  }

  streamCsv(filter?: AuditFilter, options?: CsvOptions): ReadableStream<Uint8Array> {
    return byteStream(this.#pieces(filter, { kind: 'csv', options }))
  }

  async *#pieces(filter: AuditFilter | undefined, format: ExportFormat): AsyncGenerator<string, void, undefined> {
    const { exportPieces } = await loadPart(() => import('./transfer.js'))
    yield* exportPieces(this.#storage, filter, format)
  }
}

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}
