import type { AuditRow } from '../entry/row.js'
import type { AuditRecord } from '../record/record.js'
import type {
  BucketRow,
  EntryFilter,
  EntryQuery,
  PurgeRow,
  PurgeRule,
  SessionRow,
  SummaryKey,
  SummaryRow,
} from './query.js'

/**
 * Keeps records in order and answers questions about them. Knows neither browsers nor files, and nothing of policy: which
 * entries are valid, what is redacted, when to purge is decided before it.
 *
 * Reads see every append that resolved before them, of this adapter or of another on the same place. Every method but
 * `close` rejects with `STORE_CLOSED` after `close()`.
 */
export interface StorageAdapter {
  /** Whether what was appended outlives the process. */
  readonly durable: boolean

  /**
   * Checks that what is there is an audit trail that this version reads, so that anything else fails here and not at the
   * first question. Called once, before anything else. What this adapter wrote itself may be trusted by its mark, so that
   * a place that is only logged to need not be loaded.
   *
   * @throws AuditError `DATABASE_INVALID`, `DATABASE_FOREIGN`, `DATABASE_NEWER`, and what reading may throw.
   */
  open(): Promise<void>

  /**
   * Keeps records, all or none, and resolves once they are durable. The order in which records of one id are appended
   * does not matter, and appending one again changes nothing.
   *
   * @throws AuditError `STORAGE_FULL` or `STORAGE_FAILED`; the records may be appended again.
   */
  append(records: readonly AuditRecord[]): Promise<void>

  /** The rows of a query, ordered by (timestamp, id). */
  query(query: EntryQuery): Promise<readonly AuditRow[]>
  get(id: string): Promise<AuditRow | null>
  count(filter: EntryFilter): Promise<number>
  /** Sessions that have entries which match, the latest of these first. */
  sessions(filter: EntryFilter): Promise<readonly SessionRow[]>
  /** Groups that have entries, by key. */
  summarize(filter: EntryFilter, by: SummaryKey): Promise<readonly SummaryRow[]>
  /**
   * So many buckets (1 to 1,000), one after the other, from the filter's `from` or the first entry that matches, to its
   * `to` or just after the last: empty ones too, and none at all where nothing matches. Bounds are whole milliseconds,
   * rounded outwards at both ends; buckets are of equal length to the millisecond, and one millisecond long at least. Each
   * entry falls into exactly one. Another program's entry whose timestamp is no time falls into none.
   */
  histogram(filter: EntryFilter, buckets: number): Promise<readonly BucketRow[]>

  /**
   * Removes what the rules name and records each that removed something, then resolves with those records once the
   * removed bytes are really gone. `keepSome` makes it wait, removing nothing, while nothing would be left.
   */
  purge(rules: readonly PurgeRule[], options: { readonly keepSome: boolean }): Promise<readonly PurgeRow[]>
  /** Every purge that removed something, the latest first. */
  purges(): Promise<readonly PurgeRow[]>
  /** When, in the stored form, the earliest entry that some rule covers was made, per rule; null where it covers none. */
  earliest(rules: readonly PurgeRule[]): Promise<readonly (string | null)[]>

  /** Whether nothing was ever stored here. Cheap: loads no database. */
  isEmpty(): Promise<boolean>
  /** A small value shared by all who have this trail open; null when it was never written. Advisory. */
  readMark(name: string): Promise<string | null>
  writeMark(name: string, value: string): Promise<void>

  /** An SQLite database file of the rows that match. */
  image(filter: EntryFilter): Promise<Uint8Array>

  /** Writes what was appended into a form that opens fast and that other programs can read. */
  checkpoint(): Promise<void>

  /** Calls `listener` with rows that were added or settled, by this adapter or another on the same place. */
  subscribe(listener: (rows: readonly AuditRow[]) => void): () => void

  /** Resolves once every append made so far is durable or has failed. */
  flush(): Promise<void>
  /** Flushes, lets go of everything. Calling it again is harmless. */
  close(): Promise<void>
}
