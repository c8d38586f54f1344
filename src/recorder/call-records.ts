import { toJson } from '../entry/json.js'
import type { AuditIntentInput, AuditOutcomeInput } from '../entry/entry.js'
import { AuditError } from '../error.js'
import { atLeast } from '../risk/risk-level.js'
import { Backlog } from './backlog.js'
import type { RecorderSettings } from './recorder-settings.js'

/** What a call's record starts with: an intent whose id and time are fixed, so that writing it again is harmless. */
export type CallIntent = AuditIntentInput & { readonly id: string; readonly timestamp: number }

/** Writes down what came of a call. Never rejects: what cannot be written is reported, and tried again. */
export type Ending = (outcome: AuditOutcomeInput) => Promise<void>

type Write = (outcome: AuditOutcomeInput) => Promise<unknown>

/** How much of a result is kept for another try. */
const keptBudget = 2 ** 23

/** Writes the records of calls, and sees to it that none is missing without a word. */
export class CallRecords {
  readonly #settings: RecorderSettings
  readonly #backlog: Backlog

  constructor(settings: RecorderSettings) {
    this.#settings = settings
    this.#backlog = new Backlog(settings.onFault)
  }

  /**
   * Makes the intent durable where its risk asks for that, and resolves with what ends the record. Of a safe call nothing
   * is written before its end.
   *
   * @throws AuditError `AUDIT_UNAVAILABLE` where a destructive or critical call could not be announced: it may not run.
   */
  async begin(intent: CallIntent): Promise<Ending> {
    if (!atLeast(intent.riskLevel, this.#settings.intentFrom)) {
      return this.#ending(intent, (outcome) => this.#settings.store.log({ ...intent, ...outcome }))
    }
    try {
      const entry = await this.#settings.store.begin(intent)
      return this.#ending(intent, (outcome) => this.#settings.store.settle(entry, outcome))
    } catch (error) {
      return this.#unannounced(intent, error)
    }
  }

  /** Writes down a call that was denied and did not run. Never rejects. */
  async deny(intent: CallIntent): Promise<void> {
    const end = this.#ending(intent, (outcome) => this.#settings.store.log({ ...intent, ...outcome }))
    await end({ outcome: 'denied' })
  }

  /**
   * Tries again what could not be written.
   *
   * @throws AuditError `AUDIT_UNAVAILABLE` when something still could not be.
   */
  async flush(): Promise<void> {
    await this.#backlog.retry()
    const { size } = this.#backlog
    if (size > 0) throw new AuditError('AUDIT_UNAVAILABLE', `What came of ${size} calls could not be recorded yet.`)
  }

  #unannounced(intent: CallIntent, cause: unknown): Ending {
    // The intent may have been kept all the same. Writing it again is harmless, and then it is there for sure.
    const write: Write = async (outcome) =>
      this.#settings.store.settle(await this.#settings.store.begin(intent), outcome)
    const { toolName } = intent
    if (!atLeast(intent.riskLevel, 'destructive')) {
      this.#report(
        `The intent of ${toolName} could not be recorded. It runs all the same, being ${intent.riskLevel}`,
        cause,
      )
      return this.#ending(intent, write)
    }
    this.#late(intent, write, { outcome: 'denied', error: 'It did not run, since its intent could not be recorded.' })
    throw this.#report(`${toolName} did not run, since its intent could not be recorded`, cause)
  }

  #ending(intent: CallIntent, write: Write): Ending {
    return async (outcome) => {
      try {
        await write(outcome)
      } catch (error) {
        this.#report(`What came of ${intent.toolName} could not be recorded; it is tried again`, error)
        this.#late(intent, write, outcome)
        return
      }
      if (this.#backlog.size > 0) void this.#backlog.retry()
    }
  }

  #late({ toolName }: CallIntent, write: Write, outcome: AuditOutcomeInput): void {
    // As it is now: the caller may change the result once it has it.
    const kept = outcome.result === undefined ? outcome : { ...outcome, result: toJson(outcome.result, keptBudget) }
    this.#backlog.add({ toolName, write: () => write(kept) })
  }

  #report(message: string, cause: unknown): AuditError {
    const detail = cause instanceof Error ? cause.message : String(cause)
    const fault = new AuditError('AUDIT_UNAVAILABLE', `${message}: ${detail}`, { cause })
    this.#settings.onFault(fault)
    return fault
  }
}
