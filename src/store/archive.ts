import { loadPart } from '../load-part.js'
import type { StorageAdapter } from '../storage/storage-adapter.js'
import type { CleanupAge, ImportOptions, ImportSource } from './audit-store.js'
import { type ExportFormat, exportPieces } from './exporter.js'
import type { AuditFilter } from './filter.js'
import { manualRule, purgeRules } from './purge-rules.js'
import { Reader } from './reader.js'
import { resolveFilter } from './resolve-filter.js'
import type { RetentionPolicy } from './retention.js'
import type { WriterOptions } from './writer.js'

/**
 * What is done with a trail beyond logging to it: asking, exporting, importing, purging. All of it needs SQLite, so it is a
 * module of its own, loaded when it is first needed, and nobody downloads it who only logs.
 */
export class Archive {
  readonly reader: Reader
  readonly #parts: WriterOptions
  readonly #storage: StorageAdapter

  constructor(parts: WriterOptions) {
    this.#parts = parts
    this.#storage = parts.storage
    this.reader = new Reader(parts.storage)
  }

  /** An export as one text. */
  async exportText(filter: AuditFilter | undefined, format: ExportFormat): Promise<string> {
    let text = ''
    for await (const piece of this.exportPieces(filter, format)) text += piece
    return text
  }

  /** An export in pieces, which are made as they are asked for. */
  exportPieces(filter: AuditFilter | undefined, format: ExportFormat): AsyncGenerator<string, void, undefined> {
    return exportPieces(this.#storage, filter, format)
  }

  /** A database file of the entries that match. */
  async exportDatabase(filter: AuditFilter | undefined): Promise<Uint8Array> {
    return await this.#storage.image(resolveFilter(filter))
  }

  /** Resolves with how many entries were not there yet. */
  async importEntries(source: ImportSource, options: ImportOptions): Promise<number> {
    const { importEntries } = await loadPart(() => import('./import-on-demand.js'))
    return importEntries(source, options, this.#parts)
  }

  /** Removes what is that old, and resolves with how many entries that were. */
  async cleanUp(age: CleanupAge): Promise<number> {
    const rule = manualRule(age, this.#parts.context.now())
    const purges = await this.#storage.purge([rule], { keepSome: false })
    return purges.reduce((total, { count }) => total + count, 0)
  }

  /**
   * Removes what the policy does not keep at a time, unless nothing would be left. Resolves with when, in milliseconds since
   * 1970, the first of the entries that stay will be due; Infinity when none will.
   */
  async sweep(policy: RetentionPolicy, now: number): Promise<number> {
    const rules = purgeRules(policy, now)
    await this.#storage.purge(rules, { keepSome: true })
    const earliest = await this.#storage.earliest(rules)
    const dues = policy.spans.map(({ milliseconds }, index) => dueTime(earliest[index], milliseconds))
    return Math.min(...dues)
  }
}

/** Infinity, too, for what another program wrote that is no time. */
function dueTime(timestamp: string | null | undefined, span: number): number {
  return (timestamp == null ? Infinity : Date.parse(timestamp) + span) || Infinity
}
