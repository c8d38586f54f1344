import { toJson } from '../entry/json.js'
import type { AuditIntentInput, AuditOutcomeInput } from '../entry/entry.js'
import { AuditError } from '../error.js'
import { atLeast } from '../risk/risk-level.js'
import { Backlog, isFinal } from './backlog.js'
import { parametersJson } from './request-parameters.js'
import type { RecorderSettings } from './recorder-settings.js'

/** What a call's record starts with: an intent whose id and time are fixed, so that writing it again is harmless. */
export type CallIntent = AuditIntentInput & {
  readonly id: string
  readonly timestamp: number
  readonly parameters: object
}

/** Writes down what came of a call. Never rejects: what cannot be written is reported, and tried again. */
export type Ending = (outcome: AuditOutcomeInput) => Promise<void>

// Gets the intent anew, so that it holds nothing of a call that would be more than what is kept for another try.
type Write = (intent: CallIntent, outcome: AuditOutcomeInput) => Promise<unknown>

/** How much of the parameters, and of a result, is kept for another try. */
const keptBudget = 2 ** 22

/** Writes the records of calls, and sees to it that none is missing without a word. */
export class CallRecords {
  readonly #settings: RecorderSettings
  readonly #backlog: Backlog
  readonly #ends = new Set<Promise<void>>()
  readonly #log: Write

  constructor(settings: RecorderSettings) {
    this.#settings = settings
    this.#backlog = new Backlog(settings.onFault)
    this.#log = (intent, outcome) => settings.store.log({ ...intent, ...outcome })
  }

  /**
   * Makes the intent durable where its risk asks for that, and gives what ends the record. Of a safe call nothing is written
   * before its end, so that it need not wait.
   *
   * @throws AuditError `AUDIT_UNAVAILABLE` where a destructive or critical call could not be announced: it may not run.
   */
  begin(intent: CallIntent): Promise<Ending> | Ending {
    return atLeast(intent.riskLevel, this.#settings.intentFrom)
      ? this.#announced(intent)
      : this.#ending(intent, this.#log)
  }

  /** Writes down a call that was denied and did not run. Never rejects. */
  deny(intent: CallIntent): Promise<void> {
    return this.#ending(intent, this.#log)({ outcome: 'denied' })
  }

  /**
   * Waits for what is being written, and tries again what could not be.
   *
   * @throws AuditError `AUDIT_UNAVAILABLE` when something still could not be.
   */
  async flush(): Promise<void> {
    await Promise.all(this.#ends)
    await this.#backlog.retryAnew()
    const { size } = this.#backlog
    if (size > 0) throw new AuditError('AUDIT_UNAVAILABLE', `What came of ${size} calls could not be recorded yet.`)
  }

  async #announced(intent: CallIntent): Promise<Ending> {
    const { store } = this.#settings
    try {
      const entry = await store.begin(intent)
      return this.#ending(intent, (_intent, outcome) => store.settle(entry, outcome))
    } catch (error) {
      return this.#unannounced(intent, error)
    }
  }

  #unannounced(intent: CallIntent, cause: unknown): Ending {
    const { store } = this.#settings
    // The intent may have been kept all the same. Writing it again is harmless, and then it is there for sure.
    const write: Write = async (again, outcome) => store.settle(await store.begin(again), outcome)
    const { toolName } = intent
    if (!atLeast(intent.riskLevel, 'destructive')) {
      this.#report(
        `The intent of ${toolName} could not be recorded. It runs all the same, being ${intent.riskLevel}`,
        cause,
      )
      return this.#ending(intent, write)
    }
    const outcome = { outcome: 'denied', error: 'It did not run, since its intent could not be recorded.' } as const
    if (!isFinal(cause)) this.#late(intent, write, outcome)
    throw this.#report(`${toolName} did not run, since its intent could not be recorded`, cause)
  }

  #ending(intent: CallIntent, write: Write): Ending {
    return (outcome) => {
      const end = this.#end(intent, write, outcome)
      this.#ends.add(end)
      return end.finally(() => this.#ends.delete(end))
    }
  }

  async #end(intent: CallIntent, write: Write, outcome: AuditOutcomeInput): Promise<void> {
    try {
      await write(intent, outcome)
    } catch (error) {
      const hope = isFinal(error) ? 'will not be recorded' : 'could not be recorded; it is tried again'
      this.#report(`What came of ${intent.toolName} ${hope}`, error)
      if (!isFinal(error)) this.#late(intent, write, outcome)
      return
    }
    if (this.#backlog.size > 0) void this.#backlog.retry()
  }

  #late(intent: CallIntent, write: Write, outcome: AuditOutcomeInput): void {
    // As they are now: the caller may change the result once it has it.
    const parameters = parametersJson(intent.parameters, keptBudget)
    const result = outcome.result === undefined ? undefined : toJson(outcome.result, keptBudget)
    this.#backlog.add({
      toolName: intent.toolName,
      length: JSON.stringify([parameters, result]).length,
      write: () => write({ ...intent, parameters }, { ...outcome, result }),
    })
  }

  #report(message: string, cause: unknown): AuditError {
    const detail = cause instanceof Error ? cause.message : String(cause)
    const fault = new AuditError('AUDIT_UNAVAILABLE', `${message}: ${detail}`, { cause })
    this.#settings.onFault(fault)
    return fault
  }
}
