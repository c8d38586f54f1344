import type { AuditRow } from '../entry/row.js'
import type { ChangeFeed } from '../storage/sqljs/reading-side.js'
import { changeOf, lastChange } from '../storage/sqljs/row-change.js'

/**
 * Passes on what one replica after another came across. A new one has nothing to compare with, and tells of all that
 * happened lately; what the one before it has told of is not passed on again.
 */
export class LastingFeed implements ChangeFeed {
  readonly #feed: ChangeFeed
  /** When each change happened that was passed on, in milliseconds since 1970, as far back as a new replica looks. */
  readonly #passed: Map<string, number> = new Map()
  #isReplicaNew = false

  constructor(feed: ChangeFeed) {
    this.#feed = feed
  }

  /** The replica is gone: what comes next is told by another one. */
  replicaLost(): void {
    this.#isReplicaNew = true
  }

  async wanted(): Promise<number | null> {
    const since = await this.#feed.wanted()
    for (const [change, time] of this.#passed) if (time < (since ?? 0)) this.#passed.delete(change)
    return since
  }

  async updated(rows: readonly AuditRow[]): Promise<void> {
    const news = this.#isReplicaNew ? rows.filter((row) => !this.#passed.has(changeOf(row))) : rows
    this.#isReplicaNew = false
    for (const row of news) this.#passed.set(changeOf(row), lastChange(row))
    await this.#feed.updated(news)
  }
}
