/// <reference lib="esnext.disposable" preserve="true" />
import type {
  AuditEntry,
  AuditEntryInput,
  AuditIntentInput,
  AuditOutcomeInput,
  RiskLevel,
  Timestamp,
} from '../entry/entry.js'
import type { Field } from '../entry/columns.js'
import type { SummaryKey, SummaryRow } from '../storage/query.js'
import type { AuditFilter, AuditQuery } from './filter.js'

/** The entries of one session that match, from the first to the last. Timestamps are ISO 8601 in UTC. */
export interface AuditSession {
  readonly sessionId: string
  readonly total: number
  readonly byRisk: Readonly<Record<RiskLevel, number>>
  /** Entries whose outcome is `failed`. */
  readonly failed: number
  /** Entries whose outcome is `pending`. */
  readonly pending: number
  readonly firstTimestamp: string
  readonly lastTimestamp: string
}

/** What an agent did in one session. */
export interface SessionSummary {
  readonly sessionId: string
  readonly total: number
  readonly byRisk: Readonly<Record<RiskLevel, number>>
  readonly approved: number
  readonly rejected: number
  readonly successful: number
  readonly totalDurationMs: number
}

/** One group of `summarize()`. Durations in milliseconds, percentiles by nearest rank, the error rate from 0 to 1. */
export type AuditSummary = SummaryRow

/** One part of the time that `histogram()` divides. Timestamps are ISO 8601 in UTC, in whole milliseconds. */
export interface AuditBucket {
  /** Inclusive. */
  readonly from: string
  /** Exclusive; the `from` of the next bucket. */
  readonly to: string
  readonly byRisk: Readonly<Record<RiskLevel, number>>
  readonly total: number
}

/** The record that a purge leaves of itself. Timestamps are ISO 8601 in UTC. */
export interface AuditPurge {
  readonly purgedAt: string
  /** Which rule removed them, e.g. `days:30`, `critical:365`; by hand `manual:30`, or `manual` before a point in time. */
  readonly rule: string
  /** Entries before this time went. */
  readonly before: string
  readonly count: number
}

/** How old entries are that `cleanupOldEntries()` removes: a number of days, or `before` a point in time, which stays. */
export type CleanupAge = number | { readonly before: Timestamp }

/** How a CSV file is written. */
export interface CsvOptions {
  /** Which fields, in which order. Default: timestamp, toolName, riskLevel, approvalDecision, success, durationMs, error. */
  readonly columns?: readonly Field[] | undefined
  /** `defuse` (the default) keeps a spreadsheet from running a cell as a formula; `keep` writes every cell as it is. */
  readonly formulas?: 'defuse' | 'keep' | undefined
}

/** Where `importEntries()` reads from: the text or bytes of an export, a stream of them, or entries. */
export type ImportSource =
  | string
  | Uint8Array
  | ReadableStream<Uint8Array>
  | Iterable<AuditEntryInput | AuditEntry>
  | AsyncIterable<AuditEntryInput | AuditEntry>

/** How an import goes about it. */
export interface ImportOptions {
  /** Told after each batch is durable. */
  readonly onProgress?: ((progress: { readonly imported: number }) => void) | undefined
}

/**
 * The audit trail of one place: a database in the browser, a file, or memory.
 *
 * Reads see every write that resolved before them, those of other tabs and processes included. After `close()` every
 * method but `close` rejects with `STORE_CLOSED`; `subscribe` throws it, and a stream fails with it. A filter, query or
 * column that cannot be used is `FILTER_INVALID`, another option `OPTION_INVALID`; the message names it.
 */
export interface AuditStore extends AsyncDisposable {
  /** Whether entries outlive the process. False in memory, also where memory is a fallback. */
  readonly durable: boolean

  /**
   * Keeps one action and resolves with it once it is durable. Of actions with the same id the first is kept; a retry
   * resolves all the same.
   *
   * @throws AuditError `ENTRY_INVALID`, `STORAGE_FULL`, `STORAGE_FAILED`.
   */
  log(entry: AuditEntryInput): Promise<AuditEntry>

  /**
   * Keeps up to 1,000 actions, all or none.
   *
   * @throws AuditError as `log()`; `OPTION_INVALID` for more of them.
   */
  logMany(entries: readonly AuditEntryInput[]): Promise<readonly AuditEntry[]>

  /** Keeps the intent of an action before it runs, as a `pending` entry, and resolves once that is durable. */
  begin(intent: AuditIntentInput): Promise<AuditEntry>

  /**
   * Keeps what came of an action that `begin()` announced: pass the entry that it gave, or the id, which may have to be
   * looked up. The first outcome stands: a second `settle` resolves with the
   * entry as it is. Where two stores settle at the same moment, each resolves with its own; `get()` says which one stands.
   *
   * @throws AuditError `ENTRY_NOT_FOUND` when no entry has this id, else as `log()`.
   */
  settle(entry: string | AuditEntry, outcome?: AuditOutcomeInput): Promise<AuditEntry>

  /** Entries that match, newest first, 100 at most unless told otherwise. */
  query(query?: AuditQuery): Promise<readonly AuditEntry[]>
  /** Every entry that matches, oldest first unless told otherwise, read in pages as they are asked for. */
  entries(query?: Omit<AuditQuery, 'limit' | 'offset' | 'cursor'>): AsyncIterable<AuditEntry>
  /** The entry of this id, or null. */
  get(id: string): Promise<AuditEntry | null>
  /** How many entries match. */
  count(filter?: AuditFilter): Promise<number>
  /** Sessions that have entries which match, the latest of these first. */
  listSessions(filter?: AuditFilter): Promise<readonly AuditSession[]>
  /** Zeroes for a session that has no entries. */
  getSessionSummary(sessionId: string): Promise<SessionSummary>
  /**
   * Totals, error rates and durations of the entries that match, by tool, risk, decision, outcome, session, agent or day.
   * Entries without an agent are summed up under the empty key.
   */
  summarize(options: {
    readonly filter?: AuditFilter | undefined
    readonly by: SummaryKey
  }): Promise<readonly AuditSummary[]>
  /**
   * How the entries that match spread over time: `buckets` parts of equal length, 1 to 1,000 of them, empty ones too, from
   * the filter's `from` or the first entry, to its `to` or just after the last; an empty list where nothing matches. Bounds
   * are rounded to milliseconds, outwards at both ends, and no bucket is shorter than one. Each entry is in exactly one
   * bucket, so that the totals add up to `count(filter)`; only another program's entry whose time is none is in no bucket.
   */
  histogram(options: {
    readonly filter?: AuditFilter | undefined
    readonly buckets: number
  }): Promise<readonly AuditBucket[]>
  /**
   * Calls `listener` with each entry that matches as it is logged or settled, by this store or another on the same place,
   * until the function that it returns is called. What another store logged and settled in one moment may come once, as
   * settled. A listener that throws, or whose promise rejects, is reported to `onFault`.
   */
  subscribe(filter: AuditFilter, listener: (entry: AuditEntry) => void): () => void

  /**
   * Removes entries that are older than so many days, or from before a point in time, imported ones too, and resolves with
   * how many, once their bytes are gone. An entry of another program whose time is none stays.
   *
   * @throws AuditError `OPTION_INVALID`, also for a time to come; `DATABASE_BUSY`.
   */
  cleanupOldEntries(age: CleanupAge): Promise<number>
  /** Every purge that removed something, the latest first. */
  purges(): Promise<readonly AuditPurge[]>

  /** The entries that match, oldest first, as a JSON array of objects with snake_case keys. */
  exportJson(filter?: AuditFilter): Promise<string>
  /** The same, one object a line. */
  exportNdjson(filter?: AuditFilter): Promise<string>
  /** The same as CSV (RFC 4180) with a header. */
  exportCsv(filter?: AuditFilter, options?: CsvOptions): Promise<string>
  /** The same as an SQLite database file. Without a filter it is a copy of the whole database, other tables included. */
  exportDatabase(filter?: AuditFilter): Promise<Uint8Array>
  /** The exports as streams of UTF-8, which hold a page of entries at a time. */
  streamJson(filter?: AuditFilter): ReadableStream<Uint8Array>
  streamNdjson(filter?: AuditFilter): ReadableStream<Uint8Array>
  streamCsv(filter?: AuditFilter, options?: CsvOptions): ReadableStream<Uint8Array>

  /**
   * Adds the entries of a JSON or NDJSON export, or of a list, and resolves with how many were new. Nothing is bounded or
   * redacted; what is there already stays. Imported entries are not swept until `retention` is set explicitly.
   *
   * @throws AuditError `IMPORT_INVALID`, with the place in the file, or with the source's own error as `cause`. What came
   * before it was imported.
   */
  importEntries(source: ImportSource, options?: ImportOptions): Promise<number>

  /** Writes an image of the trail that opens fast and that other programs can read. */
  checkpoint(): Promise<void>
  /** Resolves once everything logged so far is durable, or has failed. */
  flush(): Promise<void>
  /** Flushes, writes an image where that is due, and lets go. Calling it again is harmless. */
  close(): Promise<void>
}
