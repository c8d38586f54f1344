import type { AuditRow } from '../../entry/row.js'
import { storedTimestamp } from '../../entry/timestamp.js'
import { AuditError, type FaultListener, toAuditError } from '../../error.js'
import type { Persistence } from '../../persistence/persistence.js'
import { encodeRecord } from '../../record/codec.js'
import type { AuditRecord } from '../../record/record.js'
import type { EntryFilter, EntryQuery, PurgeRow, PurgeRule, SessionRow, SummaryKey, SummaryRow } from '../query.js'
import type { StorageAdapter } from '../storage-adapter.js'
import { busy, Compactor } from './compactor.js'
import type { Database } from './database.js'
import { readingFault } from './fault.js'
import { Feed } from './feed.js'
import { exportImage } from './image.js'
import { inspectJournal, readImageMark } from './image-mark.js'
import { selectEarliest, selectPurges } from './purge.js'
import { Replica } from './replica.js'
import { countRows, selectRows } from './select.js'
import { selectSessions, summarize } from './summary.js'
import { Turns } from './turns.js'
import type { WasmSource } from './wasm-source.js'

/** What `sqljsStorage()` takes. */
export interface SqljsStorageOptions {
  /** Keeps the journal and the image. The storage closes it. */
  readonly persistence: Persistence
  /** Gives the WebAssembly of sql.js; called when SQLite is needed, so never for a trail that is only logged to. */
  readonly loadWasm: () => Promise<WasmSource>
  /** Told of faults in the background. */
  readonly onFault: FaultListener
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Keeps an audit trail durable in a journal, and answers questions from a replica of it: an SQLite database in memory
 * that is loaded at the first question and follows the journal from then on.
 */
export function sqljsStorage(options: SqljsStorageOptions): StorageAdapter {
  return new SqljsStorage(options)
}

class SqljsStorage implements StorageAdapter {
  readonly #options: SqljsStorageOptions
  readonly #persistence: Persistence
  readonly #replica: Replica
  readonly #compactor: Compactor
  readonly #feed: Feed
  readonly #turns: Turns = new Turns()
  readonly #stopListening: () => void
  /** Questions that were asked so far, and how many of them the replica had in mind when it was last brought up to date. */
  #asked = 0
  #answerable = 0
  #maintenance: Promise<void> | null = null
  #closing: Promise<void> | null = null

  constructor(options: SqljsStorageOptions) {
    this.#options = options
    this.#persistence = options.persistence
    this.#replica = new Replica(options)
    this.#feed = new Feed(options.now, options.onFault)
    const sync = (): Promise<void> => this.#sync()
    this.#compactor = new Compactor({ ...options, replica: this.#replica, sync })
    this.#stopListening = options.persistence.subscribe(() => this.#followOthers())
  }

  get durable(): boolean {
    return this.#persistence.durable
  }

  async open(): Promise<void> {
    this.#checkOpen()
    if (await this.#persistence.isEmpty()) return
    const mark = await readImageMark(this.#persistence)
    if (mark !== null) this.#compactor.known(mark)
    else if ((await this.#persistence.readImage()) !== null) return this.#ask(() => undefined)
    const position = mark?.position ?? { generation: 0, place: null }
    const { records, isForeign } = await inspectJournal(this.#persistence, position)
    if (isForeign) return this.#ask(() => undefined)
    this.#compactor.appended(records)
  }

  async append(records: readonly AuditRecord[]): Promise<void> {
    this.#checkOpen()
    this.#feed.expect(records)
    try {
      await this.#persistence.append(records.map(encodeRecord))
    } catch (error) {
      this.#feed.failed(records)
      throw error
    }
    this.#compactor.appended(records.length)
    this.#feed.appended(records)
    if (records.some(({ kind }) => kind === 'outcome')) this.#followOthers()
    this.#maintainIfDue()
  }

  query(query: EntryQuery): Promise<readonly AuditRow[]> {
    return this.#ask((db) => selectRows(db, query))
  }

  get(id: string): Promise<AuditRow | null> {
    return this.#ask((db) => selectRows(db, { id: [id], order: 'asc', limit: 1, offset: 0 })[0] ?? null)
  }

  count(filter: EntryFilter): Promise<number> {
    return this.#ask((db) => countRows(db, filter))
  }

  sessions(): Promise<readonly SessionRow[]> {
    return this.#ask(selectSessions)
  }

  summarize(filter: EntryFilter, by: SummaryKey): Promise<readonly SummaryRow[]> {
    return this.#ask((db) => summarize(db, filter, by))
  }

  purge(rules: readonly PurgeRule[], { keepSome }: { readonly keepSome: boolean }): Promise<readonly PurgeRow[]> {
    return this.#take(() => {
      const purgedAt = storedTimestamp(this.#options.now())
      return this.#compactor.purge(rules, keepSome, purgedAt)
    })
  }

  purges(): Promise<readonly PurgeRow[]> {
    return this.#ask(selectPurges)
  }

  earliest(rules: readonly PurgeRule[]): Promise<readonly (string | null)[]> {
    return this.#ask((db) => rules.map((rule) => selectEarliest(db, rule)))
  }

  async isEmpty(): Promise<boolean> {
    this.#checkOpen()
    return this.#persistence.isEmpty()
  }

  async readMark(name: string): Promise<string | null> {
    this.#checkOpen()
    return this.#persistence.readMark(name)
  }

  async writeMark(name: string, value: string): Promise<void> {
    this.#checkOpen()
    await this.#persistence.writeMark(name, value)
  }

  image(filter: EntryFilter): Promise<Uint8Array> {
    return this.#ask((db) => exportImage(this.#replica.engine, db, filter))
  }

  checkpoint(): Promise<void> {
    return this.#take(async () => {
      if (!(await this.#compactor.write())) throw busy(this.#persistence)
    })
  }

  subscribe(listener: (rows: readonly AuditRow[]) => void): () => void {
    this.#checkOpen()
    return this.#feed.add(listener)
  }

  async flush(): Promise<void> {
    this.#checkOpen()
    await this.#persistence.flush()
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#stopListening()
    try {
      await this.#persistence.flush()
      await this.#turns.run(() => this.#leaveImage())
    } finally {
      this.#replica.close()
      await this.#persistence.close()
    }
  }

  async #leaveImage(): Promise<void> {
    if (!this.#compactor.isDueAtEnd) return
    try {
      await this.#compactor.write()
    } catch (error) {
      this.#report(error, 'No image could be left at the end; everything is in the journal')
    }
  }

  /** Answers from a replica that has seen everything that was there when the question was asked. */
  #ask<T>(question: (db: Database) => T): Promise<T> {
    this.#asked += 1
    const number = this.#asked
    return this.#take(async () => {
      if (this.#answerable < number) await this.#sync()
      return question(this.#replica.trail.db)
    })
  }

  /** Does work on the replica once the work before is done. */
  async #take<T>(work: () => Promise<T>): Promise<T> {
    this.#checkOpen()
    try {
      return await this.#turns.run(work)
    } catch (error) {
      throw readingFault(error, this.#persistence.location)
    }
  }

  async #sync(): Promise<void> {
    const asked = this.#asked
    await this.#replica.sync((update) => this.#feed.updated(update))
    this.#answerable = asked
    this.#compactor.synced()
    this.#maintainIfDue()
  }

  /** Never awaited, and once at a time. */
  #maintainIfDue(): void {
    if (!this.#compactor.isDue || this.#maintenance !== null || this.#closing !== null) return
    this.#maintenance = this.#turns
      .run(() => this.#compactor.maintain())
      .catch((error: unknown) => {
        this.#compactor.postpone()
        this.#report(error, 'No image could be written; everything is in the journal')
      })
      .finally(() => (this.#maintenance = null))
  }

  /** Brings subscribers what others appended. */
  #followOthers(): void {
    if (this.#feed.isIdle || this.#closing !== null) return
    this.#ask(() => undefined).catch((error: unknown) => this.#report(error, 'Changes could not be followed'))
  }

  #report(error: unknown, message: string): void {
    this.#options.onFault(toAuditError(error, 'STORAGE_FAILED', message))
  }

  #checkOpen(): void {
    if (this.#closing === null) return
    throw new AuditError('STORE_CLOSED', 'The audit store is closed. Open it again to go on.')
  }
}
