import type { AuditRow } from '../../entry/row.js'
import type { AuditError } from '../../error.js'
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
import { changedRows } from './changed-rows.js'
import { busy, Compactor } from './compactor.js'
import type { Database } from './database.js'
import { readingFault } from './fault.js'
import { selectHistogram } from './histogram.js'
import { IdleWork } from './idle-work.js'
import { exportImage } from './image.js'
import { knownFacts } from './known-facts.js'
import { selectEarliest, selectPurges } from './purge.js'
import type { Answers, AnswerTo, Question, ReadingSide, ReadingSideOptions } from './reading-side.js'
import { Replica } from './replica.js'
import { learnTexts } from './searched-texts.js'
import { countRows, selectRows } from './select.js'
import { selectSessions } from './sessions.js'
import { summarize } from './summary.js'

/** What a reading side works with that answers where it is asked. */
export interface LocalReadingSideOptions extends ReadingSideOptions {
  /** Whether nobody else works in its thread: then it learns before it is asked what makes searches fast. */
  readonly isAlone?: boolean
}

/** The reading side of a storage that answers where it is asked. */
export function localReadingSide(options: LocalReadingSideOptions): ReadingSide {
  return new LocalReadingSide(options)
}

class LocalReadingSide implements ReadingSide, Answers {
  readonly #options: LocalReadingSideOptions
  readonly #replica: Replica
  readonly #compactor: Compactor
  /** Whether there was nothing new the last time. */
  #isQuiet = false
  readonly #learning: IdleWork = new IdleWork(() => learnTexts(this.#db))

  constructor(options: LocalReadingSideOptions) {
    this.#options = options
    this.#replica = new Replica(options)
    this.#compactor = new Compactor({ ...options, replica: this.#replica, sync: () => this.#sync() })
  }

  get isLoaded(): boolean {
    return this.#replica.isLoaded
  }

  get isImageWorthwhile(): boolean {
    return this.#compactor.isWorthwhile
  }

  /** Brings the replica up to date, and resolves with whether there was anything new. */
  async #sync(): Promise<boolean> {
    const { feed, growth } = this.#options
    const isNew = await this.#learning.pausedFor(() =>
      this.#replica.sync(async (update) => {
        const since = await feed.wanted()
        if (since !== null) await feed.updated(changedRows(update, since))
      }),
    )
    growth.synced(this.#replica.trail)
    this.#isQuiet = !isNew
    return isNew
  }

  answer<Asked extends Question>([name, ...about]: Asked): AnswerTo<Asked> {
    const answer = this[name] as (...given: readonly unknown[]) => AnswerTo<Asked>
    return answer.apply(this, about)
  }

  /**
   * Where nothing was new the last time, the question is answered while a browser looks whether anything is now, which takes
   * longer than many a question. The answer stands unless there is.
   */
  async freshly<Asked extends Question>(question: Asked): Promise<AnswerTo<Asked>> {
    const isEarly = this.isLoaded && this.#isQuiet
    const syncing = this.#sync()
    const early = isEarly ? this.#attempt(question) : null
    const isNew = await syncing
    return early === null || isNew ? this.answer(question) : early()
  }

  /** Gives what came of it when it is wanted, a fault too. */
  #attempt<Asked extends Question>(question: Asked): () => AnswerTo<Asked> {
    try {
      const answer = this.answer(question)
      return () => answer
    } catch (error) {
      return () => {
        throw error
      }
    }
  }

  query(query: EntryQuery): readonly AuditRow[] {
    return this.#answer(query, (db) => selectRows(db, query))
  }

  count(filter: EntryFilter): number {
    return this.#answer(filter, (db) => countRows(db, filter))
  }

  sessions(filter: EntryFilter): readonly SessionRow[] {
    return this.#answer(filter, (db) => selectSessions(db, filter))
  }

  summarize(filter: EntryFilter, by: SummaryKey): readonly SummaryRow[] {
    return this.#answer(filter, (db) => summarize(db, filter, by))
  }

  histogram(filter: EntryFilter, buckets: number): readonly BucketRow[] {
    return this.#answer(filter, (db) => selectHistogram(db, filter, buckets))
  }

  purges(): readonly PurgeRow[] {
    return selectPurges(this.#db)
  }

  earliest(rules: readonly PurgeRule[]): readonly (string | null)[] {
    return rules.map((rule) => selectEarliest(this.#db, rule))
  }

  image(filter: EntryFilter): Uint8Array {
    return exportImage(this.#replica.engine, this.#db, filter)
  }

  purge(rules: readonly PurgeRule[], keepSome: boolean, purgedAt: string): Promise<readonly PurgeRow[]> {
    return this.#learning.pausedFor(() => this.#compactor.purge(rules, keepSome, purgedAt))
  }

  maintain(): Promise<void> {
    return this.#learning.pausedFor(() => this.#compactor.maintain())
  }

  leaveImage(): Promise<boolean> {
    return this.#write(this.#options.persistence.published && this.#options.growth.isSmall)
  }

  async checkpoint(): Promise<void> {
    const { persistence } = this.#options
    if (!(await this.#write(persistence.published))) throw busy(persistence)
  }

  #write(whole: boolean): Promise<boolean> {
    return this.#learning.pausedFor(() => this.#compactor.write({ whole }))
  }

  faultOf(error: unknown): AuditError {
    return readingFault(error, this.#options.persistence.location)
  }

  close(): void {
    this.#learning.stop()
    this.#replica.close()
  }

  /** A text is seldom looked for only once. */
  #answer<T>(filter: EntryFilter, question: (db: Database) => T): T {
    const answer = question(this.#db)
    const { isAlone = false } = this.#options
    if (filter.text !== undefined || (isAlone && knownFacts(this.#db) !== null)) this.#learning.start()
    return answer
  }

  get #db(): Database {
    return this.#replica.trail.db
  }
}
