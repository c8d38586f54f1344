import type { AuditRow } from '../../entry/row.js'
import { storedTimestamp } from '../../entry/timestamp.js'
import { AuditError, type FaultListener, toAuditError } from '../../error.js'
import type { Persistence } from '../../persistence/persistence.js'
import { encodeRecord } from '../../record/codec.js'
import type { AuditRecord } from '../../record/record.js'
import type {
  BucketRow,
  EntryFilter,
  EntryQuery,
  PurgeRow,
  PurgeRule,
  SessionRow,
  SummaryKey,
  SummaryRow,
} from '../query.js'
import type { StorageAdapter } from '../storage-adapter.js'
import { Feed } from './feed.js'
import { Freshness } from './freshness.js'
import { inspectJournal, readImageMark } from './image-mark.js'
import { JournalGrowth } from './journal-growth.js'
import type { AnswerTo, Question, ReadingSide, ReadingSideOptions } from './reading-side.js'
import { Turns } from './turns.js'
import { Upkeep } from './upkeep.js'
import type { WasmSource } from './wasm-source.js'

/** What `sqljsStorage()` takes. */
export interface SqljsStorageOptions {
  /** Keeps the journal and the image. The storage closes it. */
  readonly persistence: Persistence
  /** Gives all that needs SQLite; called when that is needed, so never for a trail that is only logged to. */
  readonly loadReadingSide: () => Promise<(options: ReadingSideOptions) => ReadingSide>
  /** Gives the WebAssembly of sql.js; called when SQLite is needed. */
  readonly loadWasm: () => Promise<WasmSource>
  /** Told of faults in the background. */
  readonly onFault: FaultListener
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Keeps an audit trail durable in a journal, and answers questions from a replica of it: an SQLite database in memory
 * that is loaded at the first question and follows the journal from then on. What only logs needs none of `ReadingSide`.
 */
export function sqljsStorage(options: SqljsStorageOptions): StorageAdapter {
  return new SqljsStorage(options)
}

class SqljsStorage implements StorageAdapter {
  readonly #options: SqljsStorageOptions
  readonly #persistence: Persistence
  readonly #feed: Feed
  readonly #growth: JournalGrowth = new JournalGrowth()
  readonly #freshness: Freshness = new Freshness()
  readonly #turns: Turns = new Turns()
  /** Listens to others only while somebody listens here: in Node the system tells of own writes, too. */
  #stopListening: (() => void) | null = null
  /** Null until something needs SQLite. */
  #readingSide: ReadingSide | null = null
  readonly #upkeep: Upkeep = new Upkeep(this.#growth, () => this.#maintain())
  /** Resolves when the question that was asked last is answered, and so all before it. */
  #lastAnswer: Promise<unknown> = Promise.resolve()
  #closing: Promise<void> | null = null

  constructor(options: SqljsStorageOptions) {
    this.#options = options
    this.#persistence = options.persistence
    this.#feed = new Feed(options.now, options.onFault)
  }

  get durable(): boolean {
    return this.#persistence.durable
  }

  async open(): Promise<void> {
    this.#checkOpen()
    if (await this.#persistence.isEmpty()) return
    const mark = await readImageMark(this.#persistence)
    if (mark !== null) this.#growth.known(mark)
    else if ((await this.#persistence.readImage()) !== null) return this.#catchUp()
    const position = mark?.position ?? { generation: 0, place: null }
    const { records, isForeign } = await inspectJournal(this.#persistence, position, this.#growth.state.limit)
    if (isForeign) return this.#catchUp()
    this.#growth.appended(records)
  }

  async append(records: readonly AuditRecord[]): Promise<void> {
    this.#checkOpen()
    const expected = this.#feed.expect(records)
    try {
      await this.#persistence.append(records.map(encodeRecord))
    } catch (error) {
      this.#feed.failed(expected)
      throw error
    }
    this.#growth.appended(records.length)
    this.#feed.appended(expected)
    if (records.some(({ kind }) => kind === 'outcome')) this.#followOthers()
    this.#upkeep.check()
  }

  query(query: EntryQuery): Promise<readonly AuditRow[]> {
    return this.#ask(['query', query])
  }

  async get(id: string): Promise<AuditRow | null> {
    const [row] = await this.#ask(['query', { id: [id], order: 'asc', limit: 1, offset: 0 }])
    return row ?? null
  }

  count(filter: EntryFilter): Promise<number> {
    return this.#ask(['count', filter])
  }

  sessions(filter: EntryFilter): Promise<readonly SessionRow[]> {
    return this.#ask(['sessions', filter])
  }

  summarize(filter: EntryFilter, by: SummaryKey): Promise<readonly SummaryRow[]> {
    return this.#ask(['summarize', filter, by])
  }

  histogram(filter: EntryFilter, buckets: number): Promise<readonly BucketRow[]> {
    return this.#ask(['histogram', filter, buckets])
  }

  purge(rules: readonly PurgeRule[], { keepSome }: { readonly keepSome: boolean }): Promise<readonly PurgeRow[]> {
    return this.#take((side) => side.purge(rules, keepSome, storedTimestamp(this.#options.now())))
  }

  purges(): Promise<readonly PurgeRow[]> {
    return this.#ask(['purges'])
  }

  earliest(rules: readonly PurgeRule[]): Promise<readonly (string | null)[]> {
    return this.#ask(['earliest', rules])
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
    return this.#ask(['image', filter])
  }

  checkpoint(): Promise<void> {
    return this.#take((side) => side.checkpoint())
  }

  subscribe(listener: (rows: readonly AuditRow[]) => void): () => void {
    this.#checkOpen()
    this.#stopListening ??= this.#persistence.subscribe(() => this.#followOthers())
    const remove = this.#feed.add(listener)
    return () => {
      remove()
      if (this.#feed.isIdle) this.#ignoreOthers()
    }
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
    this.#upkeep.stop()
    this.#ignoreOthers()
    try {
      await this.#persistence.flush()
      await this.#turns.run(() => this.#leaveImage())
      await this.#lastAnswer
    } finally {
      await this.#readingSide?.close()
      await this.#persistence.close()
    }
  }

  async #leaveImage(): Promise<void> {
    if (!this.#isImageDueAtEnd) return
    try {
      const side = await this.#load()
      await side.leaveImage()
    } catch (error) {
      this.#reportImage(error)
    }
  }

  /** An image is left at the end where others read it, or where it costs little since all is loaded. */
  get #isImageDueAtEnd(): boolean {
    const side = this.#readingSide
    if (!this.#persistence.published && !side?.isLoaded) return false
    return (side?.isImageWorthwhile ?? this.#growth.uncovered > 0) && this.#growth.isDueAtEnd
  }

  /**
   * Answers from a replica that has seen everything that was there when the question was asked. An answer that is on its way
   * keeps no other question waiting: whoever is asked answers in turn.
   */
  async #ask<const Asked extends Question>(question: Asked): Promise<AnswerTo<Asked>> {
    const number = this.#freshness.ask()
    const { answer } = await this.#take(async (side) => {
      const isFresh = side.isLoaded && this.#freshness.answers(number)
      const given = isFresh ? side.answer(question) : this.#freshly(side, question)
      this.#lastAnswer = Promise.allSettled([given])
      if (!isFresh) await given
      return { answer: given }
    })
    return await answer
  }

  async #freshly<Asked extends Question>(side: ReadingSide, question: Asked): Promise<AnswerTo<Asked>> {
    const answer = await this.#freshness.renew(() => side.freshly(question))
    this.#upkeep.check()
    return answer
  }

  /** A question about nothing has the replica brought up to date. */
  async #catchUp(): Promise<void> {
    await this.#ask(['earliest', []])
  }

  /** Does work on the reading side once the work before is done. */
  async #take<T>(work: (side: ReadingSide) => T | Promise<T>): Promise<T> {
    this.#checkOpen()
    try {
      return await this.#turns.run(async () => work(await this.#load()))
    } catch (error) {
      throw this.#readingSide?.faultOf(error) ?? error
    }
  }

  /** Only ever called in turn. */
  async #load(): Promise<ReadingSide> {
    if (this.#readingSide !== null) return this.#readingSide
    const readingSide = await this.#options.loadReadingSide()
    this.#readingSide = readingSide({ ...this.#options, feed: this.#feed, growth: this.#growth })
    return this.#readingSide
  }

  async #maintain(): Promise<void> {
    try {
      await this.#turns.run(async () => (await this.#load()).maintain())
    } catch (error) {
      this.#growth.postpone()
      this.#reportImage(error)
    }
  }

  /** Brings subscribers what others appended. */
  #followOthers(): void {
    if (this.#feed.isIdle || this.#closing !== null) return
    this.#catchUp().catch((error: unknown) => this.#report(error, 'Changes could not be followed'))
  }

  #ignoreOthers(): void {
    this.#stopListening?.()
    this.#stopListening = null
  }

  #reportImage(error: unknown): void {
    this.#report(error, 'No image could be written; everything is in the journal')
  }

  #report(error: unknown, message: string): void {
    this.#options.onFault(toAuditError(error, 'STORAGE_FAILED', message))
  }

  #checkOpen(): void {
    if (this.#closing === null) return
    throw new AuditError('STORE_CLOSED', 'The audit store is closed. Open it again to go on.')
  }
}
