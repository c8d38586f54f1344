import { AuditError, type FaultListener } from '../error.js'

/** A write that was rejected, and that is harmless to repeat. */
export interface LateWrite {
  /** Of the call that it is about. */
  readonly toolName: string
  write(): Promise<unknown>
}

const firstPauseMs = 1_000
const longestPauseMs = 60_000
/** More than an outage of minutes leaves behind; beyond it, memory counts more than what came first. */
const mostWaiting = 10_000

/** Faults that no further try changes. */
const final: ReadonlySet<string> = new Set(['ENTRY_INVALID', 'ENTRY_NOT_FOUND', 'STORE_CLOSED'])

/** Keeps what could not be written and tries again: after pauses that double up to a minute, and when told to. */
export class Backlog {
  readonly #onFault: FaultListener
  readonly #waiting: LateWrite[] = []
  #pauseMs = firstPauseMs
  #timer: ReturnType<typeof setTimeout> | undefined
  #retrying: Promise<void> | null = null

  constructor(onFault: FaultListener) {
    this.#onFault = onFault
  }

  /** How many writes are waiting. */
  get size(): number {
    return this.#waiting.length
  }

  add(late: LateWrite): void {
    if (this.#waiting.length === mostWaiting) this.#giveUp(this.#waiting.shift(), new Error('too much is waiting'))
    this.#waiting.push(late)
    this.#schedule()
  }

  /** Tries again at once what is waiting, in order, until one fails again, which then waits behind the others. Never rejects. */
  retry(): Promise<void> {
    this.#retrying ??= this.#retry().finally(() => {
      this.#retrying = null
      this.#schedule()
    })
    return this.#retrying
  }

  async #retry(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    for (let late = this.#waiting.shift(); late; late = this.#waiting.shift()) {
      if (!(await this.#isDone(late))) {
        this.#waiting.push(late)
        this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs)
        return
      }
      this.#pauseMs = firstPauseMs
    }
  }

  async #isDone(late: LateWrite): Promise<boolean> {
    try {
      await late.write()
      return true
    } catch (error) {
      const isFinal = error instanceof AuditError && final.has(error.code)
      if (isFinal) this.#giveUp(late, error)
      return isFinal
    }
  }

  #giveUp(late: LateWrite | undefined, cause: Error): void {
    if (!late) return
    const message = `What came of a call of ${late.toolName} will not be recorded: ${cause.message}`
    this.#onFault(new AuditError('AUDIT_UNAVAILABLE', message, { cause }))
  }

  #schedule(): void {
    if (this.#waiting.length === 0 || this.#timer !== undefined || this.#retrying) return
    this.#timer = setTimeout(() => void this.retry(), this.#pauseMs)
    // Does not keep a Node process alive: that something waits was reported.
    if (typeof this.#timer === 'object') this.#timer.unref()
  }
}
