import type { AuditRow } from '../entry/row.js'
import { storedTimestamp } from '../entry/timestamp.js'
import { type FaultListener, toAuditError } from '../error.js'
import type { StorageAdapter } from '../storage/storage-adapter.js'
import { type RetentionPolicy, shortestSpan } from './retention.js'

const hour = 3_600_000
const markName = 'sweep'

/** What a sweeper works with. */
export interface SweeperOptions {
  readonly storage: StorageAdapter
  readonly policy: RetentionPolicy
  /** Removes what is due at a time, and resolves with when the first of what stays will be. */
  readonly sweep: (now: number) => Promise<number>
  readonly now: () => number
  readonly onFault: FaultListener
}

/**
 * Removes entries whose time is over: after opening and every hour, once for all who have the trail open. They share a
 * mark that says until when nothing can be due, so that a trail that is only logged to is never loaded for a sweep.
 */
export class Sweeper {
  readonly #storage: StorageAdapter
  readonly #policy: RetentionPolicy
  readonly #sweep: SweeperOptions['sweep']
  readonly #now: () => number
  readonly #onFault: FaultListener
  readonly #shortest: number
  readonly #timer: ReturnType<typeof setInterval>
  /** No entry can be due before this time. */
  #due = 0
  /** Timestamps from here on cannot bring `#due` forward. */
  #harmless = ''
  #running: Promise<void> = Promise.resolve()

  constructor({ storage, policy, sweep, now, onFault }: SweeperOptions) {
    this.#storage = storage
    this.#policy = policy
    this.#sweep = sweep
    this.#now = now
    this.#onFault = onFault
    this.#shortest = shortestSpan(policy)
    this.#timer = setInterval(() => this.sweep(), hour)
    // Browsers give a number, which keeps nothing alive.
    if (typeof this.#timer === 'object') this.#timer.unref()
  }

  /** Resolves once it is known whether something may be due; what is due is removed in the background. */
  async start(): Promise<void> {
    try {
      if ((await this.#readDue()) <= this.#now()) this.sweep()
    } catch (error) {
      this.#report(error)
    }
  }

  /** Removes what is due, in the background, after a sweep that is under way. */
  sweep(): void {
    this.#running = this.#running.then(() => this.#sweepIfDue()).catch((error: unknown) => this.#report(error))
  }

  /** Hears of every row that was appended: an old one may be due earlier than all that are there. */
  noticed({ timestamp, risk_level }: AuditRow): void {
    if (timestamp >= this.#harmless) return
    const span = this.#policy.spans.find(({ riskLevel }) => riskLevel.some((level) => level === risk_level))
    const due = Date.parse(timestamp) + (span?.milliseconds ?? Infinity)
    if (due < this.#due) this.#writeDue(due).catch((error: unknown) => this.#report(error))
  }

  /** Stops, and resolves once no sweep is under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }

  async #sweepIfDue(): Promise<void> {
    const now = this.#now()
    if ((await this.#readDue()) > now) return
    // Written first, so that others who look meanwhile leave the work to this one.
    await this.#writeDue(now + hour)
    const earliest = await this.#sweep(now)
    // New entries may be due before those that are there; a sweep that waits, waits an hour.
    await this.#writeDue(Math.max(now + hour, Math.min(now + this.#shortest, earliest)))
  }

  async #readDue(): Promise<number> {
    const now = this.#now()
    const known = parseMark(await this.#storage.readMark(markName), this.#rules())
    // A time that lies further ahead than any span was written by a clock that went wrong.
    if (known !== null && known <= now + Math.max(hour, this.#shortest)) this.#remember(known)
    else if (known === null && (await this.#storage.isEmpty())) await this.#writeDue(now + this.#shortest)
    else this.#remember(now)
    return this.#due
  }

  async #writeDue(due: number): Promise<void> {
    this.#remember(due)
    await this.#storage.writeMark(markName, JSON.stringify({ rules: this.#rules(), due }))
  }

  #remember(due: number): void {
    this.#due = due
    this.#harmless = storedTimestamp(Math.max(due - this.#shortest, 0), 'due')
  }

  #rules(): string {
    const { spans, sparesForeign } = this.#policy
    return [...spans.map(({ rule }) => rule), sparesForeign ? 'own' : 'all'].join(' ')
  }

  #report(error: unknown): void {
    this.#onFault(toAuditError(error, 'STORAGE_FAILED', 'Old entries could not be swept'))
  }
}

/** The time that a mark holds for these rules; null for no mark, one of other rules, or one that is no mark at all. */
function parseMark(mark: string | null, rules: string): number | null {
  if (mark === null) return null
  try {
    const parsed = JSON.parse(mark) as { rules?: unknown; due?: unknown }
    return parsed.rules === rules && typeof parsed.due === 'number' ? parsed.due : null
  } catch {
    return null
  }
}
