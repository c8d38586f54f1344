import type { AuditRow } from '../../entry/row.js'
import { type FaultListener, toAuditError } from '../../error.js'
import type { AuditRecord } from '../../record/record.js'
import type { ChangeFeed } from './reading-side.js'
import { changeOf, lastChange } from './row-change.js'

/** How far the clocks and the delays of those who write to one place may differ, in milliseconds. */
const margin = 60_000

interface Subscriber {
  readonly listener: (rows: readonly AuditRow[]) => void
  /** When it subscribed, in milliseconds since 1970, until the replica has caught up with that time; then null. */
  since: number | null
}

/**
 * Tells subscribers of rows that were added or settled. Rows that were appended here are told at once; what others wrote,
 * and rows that were settled, when the replica has applied it. A change is told once.
 */
export class Feed implements ChangeFeed {
  readonly #subscribers: Set<Subscriber> = new Set()
  readonly #now: () => number
  readonly #onFault: FaultListener
  /** Appended here and told, or about to be; not yet applied by the replica. */
  readonly #told: Set<string> = new Set()
  /** When the replica was last known to be complete. */
  #complete = 0

  constructor(now: () => number, onFault: FaultListener) {
    this.#now = now
    this.#onFault = onFault
  }

  get isIdle(): boolean {
    return this.#subscribers.size === 0
  }

  add(listener: (rows: readonly AuditRow[]) => void): () => void {
    const subscriber: Subscriber = { listener, since: this.#now() }
    this.#subscribers.add(subscriber)
    return () => {
      this.#subscribers.delete(subscriber)
      if (this.isIdle) this.#told.clear()
    }
  }

  /**
   * Notes the rows of records that are being appended here, before the replica can come across them, and gives those that
   * `appended` or `failed` is to be told of: none that are on their way already, and none where nobody listened yet.
   */
  expect(records: readonly AuditRecord[]): readonly AuditRow[] {
    if (this.isIdle) return []
    const rows = wholeRows(records).filter((row) => !this.#told.has(changeOf(row)))
    rows.forEach((row) => this.#told.add(changeOf(row)))
    return rows
  }

  /** Tells of rows that were appended here. */
  appended(rows: readonly AuditRow[]): void {
    if (rows.length > 0) this.#tell(() => rows)
  }

  /** Takes back `expect`, for rows that could not be appended. */
  failed(rows: readonly AuditRow[]): void {
    rows.forEach((row) => this.#told.delete(changeOf(row)))
  }

  /** From when on subscribers want to know of changes; after the first time from when the replica was last complete. */
  wanted(): number | null {
    const complete = this.#complete
    this.#complete = this.#now()
    if (this.isIdle) return null
    return complete === 0 ? this.#earliest() : complete - margin
  }

  /** Tells what the replica came across. Who subscribed since it was complete has more to wait for. */
  updated(changed: readonly AuditRow[]): void {
    const rows = changed.filter((row) => !this.#wasTold(row))
    this.#tell(({ since }) => (since === null ? rows : rows.filter((row) => lastChange(row) >= since)))
    for (const subscriber of this.#subscribers) {
      if ((subscriber.since ?? Infinity) <= this.#complete) subscriber.since = null
    }
  }

  /** What was added and settled in one go will not be met as added any more. */
  #wasTold(row: AuditRow): boolean {
    if (row.settled_at !== null) this.#told.delete(changeOf({ ...row, settled_at: null }))
    return this.#told.delete(changeOf(row))
  }

  #earliest(): number {
    return Math.min(...[...this.#subscribers].map(({ since }) => since ?? Infinity))
  }

  #tell(rowsFor: (subscriber: Subscriber) => readonly AuditRow[]): void {
    for (const subscriber of this.#subscribers) {
      const rows = rowsFor(subscriber)
      if (rows.length > 0) this.#call(subscriber, rows)
    }
  }

  #call({ listener }: Subscriber, rows: readonly AuditRow[]): void {
    try {
      listener(rows)
    } catch (error) {
      this.#onFault(toAuditError(error, 'LISTENER_FAILED', 'A listener of the audit trail failed'))
    }
  }
}

/** Rows that records hold whole. An outcome's row is known only once it is applied. */
function wholeRows(records: readonly AuditRecord[]): AuditRow[] {
  return records.flatMap((record) => (record.kind === 'outcome' ? [] : [record.row]))
}
