import type { AuditRow } from '../../entry/row.js'
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
import { busy, Compactor } from './compactor.js'
import type { Database } from './database.js'
import type { Feed } from './feed.js'
import type { Freshness } from './freshness.js'
import { selectHistogram } from './histogram.js'
import { exportImage } from './image.js'
import type { JournalGrowth } from './journal-growth.js'
import { selectEarliest, selectPurges } from './purge.js'
import { Replica, type ReplicaOptions } from './replica.js'
import { replicaNews } from './replica-news.js'
import { countRows, selectRows } from './select.js'
import { selectSessions } from './sessions.js'
import { summarize } from './summary.js'

/** What a reading side works with, and what it tells of the replica: to the feed, the growth and the freshness. */
export interface ReadingSideOptions extends ReplicaOptions {
  readonly feed: Feed
  readonly growth: JournalGrowth
  readonly freshness: Freshness
  /** Called when the replica was brought up to date. */
  readonly onSync: () => void
}

/**
 * All that needs SQLite: the replica, the answers that it gives, the images that are made of it. A module of its own, loaded
 * at the first question or when an image is due, so that nobody downloads it who only logs.
 *
 * Answers are given from the replica as it is after the last `sync`. Methods that return promises must not overlap.
 */
export class ReadingSide {
  readonly #options: ReadingSideOptions
  readonly #replica: Replica
  readonly #compactor: Compactor

  constructor(options: ReadingSideOptions) {
    this.#options = options
    this.#replica = new Replica(options)
    this.#compactor = new Compactor({ ...options, replica: this.#replica, sync: () => this.sync() })
  }

  /** Whether the database is in memory, so that an image costs no reading. */
  get isLoaded(): boolean {
    return this.#replica.isLoaded
  }

  /** Whether a new image would differ from the one that is there. */
  get isImageWorthwhile(): boolean {
    return this.#compactor.isWorthwhile
  }

  /** Brings the replica up to date. */
  async sync(): Promise<void> {
    const { feed, growth, freshness, onSync } = this.#options
    await freshness.renew(() => this.#replica.sync((update) => feed.updated(replicaNews(update))))
    growth.synced(this.#replica.trail)
    onSync()
  }

  query(query: EntryQuery): readonly AuditRow[] {
    return selectRows(this.#db, query)
  }

  count(filter: EntryFilter): number {
    return countRows(this.#db, filter)
  }

  sessions(filter: EntryFilter): readonly SessionRow[] {
    return selectSessions(this.#db, filter)
  }

  summarize(filter: EntryFilter, by: SummaryKey): readonly SummaryRow[] {
    return summarize(this.#db, filter, by)
  }

  histogram(filter: EntryFilter, buckets: number): readonly BucketRow[] {
    return selectHistogram(this.#db, filter, buckets)
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

  /** Removes what the rules name, as `StorageAdapter.purge` has it. */
  purge(rules: readonly PurgeRule[], keepSome: boolean, purgedAt: string): Promise<readonly PurgeRow[]> {
    return this.#compactor.purge(rules, keepSome, purgedAt)
  }

  /** Looks at what is stored, and writes an image if one is due. */
  maintain(): Promise<void> {
    return this.#compactor.maintain()
  }

  /** Writes an image of everything, unless there is one. False when others are at work on the place for too long. */
  writeImage(): Promise<boolean> {
    return this.#compactor.write()
  }

  /**
   * Writes an image of everything, unless there is one.
   *
   * @throws AuditError `DATABASE_BUSY` when others are at work on the place for too long.
   */
  async checkpoint(): Promise<void> {
    if (!(await this.#compactor.write())) throw busy(this.#options.persistence)
  }

  close(): void {
    this.#replica.close()
  }

  get #db(): Database {
    return this.#replica.trail.db
  }
}
