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
import { exportImage } from './image.js'
import { selectEarliest, selectPurges } from './purge.js'
import type { ReadingSide, ReadingSideOptions } from './reading-side.js'
import { Replica } from './replica.js'
import { countRows, selectRows } from './select.js'
import { selectSessions } from './sessions.js'
import { summarize } from './summary.js'

/** The reading side of a storage that answers where it is asked. */
export function localReadingSide(options: ReadingSideOptions): ReadingSide {
  return new LocalReadingSide(options)
}

class LocalReadingSide implements ReadingSide {
  readonly #options: ReadingSideOptions
  readonly #replica: Replica
  readonly #compactor: Compactor

  constructor(options: ReadingSideOptions) {
    this.#options = options
    this.#replica = new Replica(options)
    this.#compactor = new Compactor({ ...options, replica: this.#replica, sync: () => this.sync() })
  }

  get isLoaded(): boolean {
    return this.#replica.isLoaded
  }

  get isImageWorthwhile(): boolean {
    return this.#compactor.isWorthwhile
  }

  async sync(): Promise<void> {
    const { feed, growth } = this.#options
    await this.#replica.sync(async (update) => {
      const since = await feed.wanted()
      if (since !== null) await feed.updated(changedRows(update, since))
    })
    growth.synced(this.#replica.trail)
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

  purge(rules: readonly PurgeRule[], keepSome: boolean, purgedAt: string): Promise<readonly PurgeRow[]> {
    return this.#compactor.purge(rules, keepSome, purgedAt)
  }

  maintain(): Promise<void> {
    return this.#compactor.maintain()
  }

  writeImage(): Promise<boolean> {
    return this.#compactor.write()
  }

  async checkpoint(): Promise<void> {
    if (!(await this.#compactor.write())) throw busy(this.#options.persistence)
  }

  faultOf(error: unknown): AuditError {
    return readingFault(error, this.#options.persistence.location)
  }

  close(): void {
    this.#replica.close()
  }

  get #db(): Database {
    return this.#replica.trail.db
  }
}
