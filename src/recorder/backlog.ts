import { AuditError, type FaultListener } from '../error.js'

/** A write that was rejected, and that is harmless to repeat. */
export interface LateWrite {
  /** Of the call that it is about. */
  readonly toolName: string
  /** How many characters of JSON it keeps in memory. */
  readonly length: number
  write(): Promise<unknown>
}

const firstPauseMs = 1_000
const longestPauseMs = 60_000
// More than an outage of minutes leaves behind; beyond that, memory counts more than what came first.
const mostWaiting = 10_000
const mostCharacters = 2 ** 25

const final: ReadonlySet<string> = new Set(['ENTRY_INVALID', 'ENTRY_NOT_FOUND', 'STORE_CLOSED'])

/** Whether a write failed in a way that no further try changes. */
export function isFinal(error: unknown): error is AuditError {
  return error instanceof AuditError && final.has(error.code)
}

/** Keeps what could not be written and tries again: after pauses that double up to a minute, and when told to. */
export class Backlog {
  readonly #onFault: FaultListener
  readonly #waiting: LateWrite[] = []
  #characters = 0
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

  /** Has a write wait for the next try. What came first is given up where too much is waiting. */
  add(late: LateWrite): void {
    this.#push(late)
    while (this.#waiting.length > mostWaiting || this.#characters > mostCharacters) {
      const oldest = this.#shift()
      if (oldest) this.#giveUp(oldest, new Error('too much is waiting'))
    }
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

  /** The same by a try that starts now: one that is under way may have met the outage that has ended since. */
  async retryAnew(): Promise<void> {
    await this.#retrying
    await this.retry()
  }

  async #retry(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    for (let late = this.#shift(); late; late = this.#shift()) {
      if (!(await this.#isDone(late))) {
        this.#push(late)
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
      if (!isFinal(error)) return false
      this.#giveUp(late, error)
      return true
    }
  }

  #giveUp({ toolName }: LateWrite, cause: Error): void {
    const message = `What came of ${toolName} will not be recorded: ${cause.message}`
    this.#onFault(new AuditError('AUDIT_UNAVAILABLE', message, { cause }))
  }

  #push(late: LateWrite): void {
    this.#waiting.push(late)
    this.#characters += late.length
  }

  #shift(): LateWrite | undefined {
    const late = this.#waiting.shift()
    this.#characters -= late?.length ?? 0
    return late
  }

  #schedule(): void {
    if (this.#waiting.length === 0 || this.#timer !== undefined || this.#retrying) return
    this.#timer = setTimeout(() => void this.retry(), this.#pauseMs)
    // Does not keep a Node process alive: that something waits was reported.
    if (typeof this.#timer === 'object') this.#timer.unref()
  }
}
