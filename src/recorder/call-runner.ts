import type { Approval, ApprovalRequest } from '../approval/approval.js'
import { decideApproval } from '../approval/decide.js'
import type { AuditOutcomeInput } from '../entry/entry.js'
import { entryIds } from '../entry/id.js'
import { AuditError } from '../error.js'
import type { RiskAssessment } from '../risk/assessment.js'
import { assess, type RiskSource } from '../risk/assess.js'
import { atLeast } from '../risk/risk-level.js'
import { type Call, callParameters, callSignals, isAmbiguous } from './call.js'
import type { CallIntent, CallRecords, Ending } from './call-records.js'
import { requestParameters } from './request-parameters.js'
import { copied } from './copied.js'
import type { Plan } from './plan.js'
import { isStream, recordedStream } from './recorded-stream.js'
import type { RecorderSettings } from './recorder-settings.js'

/** A call whose risk is known. */
interface AssessedCall {
  readonly call: Call
  readonly plan: Plan
  readonly stepId: string
  readonly id: string
  readonly risk: RiskAssessment
  /** The arguments as they were at the call, which nobody else can change. */
  readonly args: readonly unknown[]
  readonly lossless: boolean
}

const notRequired: Approval = { required: false, decision: 'not_required', by: null, reason: null, timeMs: null }

/** Takes calls from assessment over approval and intent to their outcome. */
export class CallRunner {
  readonly #settings: RecorderSettings
  readonly #records: CallRecords
  readonly #nextId: (epochMs: number) => string = entryIds()

  constructor(settings: RecorderSettings, records: CallRecords) {
    this.#settings = settings
    this.#records = records
  }

  /**
   * Runs one call and gives what its tool gives.
   *
   * @throws AuditError `APPROVAL_DENIED`, `AUDIT_UNAVAILABLE`, and what the tool throws.
   */
  async run(call: Call, plan: Plan): Promise<unknown> {
    const assessed = this.#assess(call, plan)
    // A call that nobody is asked about and that is not announced starts at once, as the bare tool does.
    const asked = this.#approval(assessed)
    const approval = asked instanceof Promise ? await asked : asked
    const intent = this.#intent(assessed, approval)
    if (approval.decision === 'rejected') throw await this.#denial(intent, approval)
    const begun = this.#records.begin(intent)
    const end = begun instanceof Promise ? await begun : begun
    return await this.#execute(call, approval.required ? assessed.args : call.args, end)
  }

  #assess(call: Call, plan: Plan): AssessedCall {
    const { args, lossless } = copied(call.args)
    const risk = assess(this.#riskSource(call, args), {
      toolName: call.toolName,
      parameters: callParameters(args),
      hints: call.hints,
    })
    if (risk.fault) this.#settings.onFault(risk.fault)
    return { call, plan, stepId: plan.nextStepId(), id: this.#nextId(this.#settings.now()), risk, args, lossless }
  }

  #riskSource({ riskLevel }: Call, args: readonly unknown[]): RiskSource {
    if (riskLevel === undefined) return this.#settings.classify
    return typeof riskLevel === 'function' ? () => riskLevel(...(args as never[])) : riskLevel
  }

  #approval(assessed: AssessedCall): Promise<Approval> | Approval {
    const { askFrom, approve, policies, approvalTimeoutMs: timeoutMs, onFault } = this.#settings
    if (askFrom === 'never' || !atLeast(assessed.risk.riskLevel, askFrom)) return notRequired
    const { signal } = assessed.call
    const callerSignals = [...(signal ? [signal] : []), ...callSignals(assessed.args)]
    return decideApproval(this.#request(assessed), { approve, policies, timeoutMs, callerSignals, onFault })
  }

  #request({ call, plan, stepId, id, risk, args, lossless }: AssessedCall): Omit<ApprovalRequest, 'signal'> {
    return {
      id,
      toolName: call.toolName,
      ...requestParameters(callParameters(args), lossless && !isAmbiguous(args)),
      riskLevel: risk.riskLevel,
      riskReason: risk.reason,
      sessionId: this.#settings.sessionId,
      stepId,
      agentId: this.#settings.agentId,
      parentPlanId: plan.id,
    }
  }

  #intent({ call, plan, stepId, id, risk, args }: AssessedCall, approval: Approval): CallIntent {
    return {
      id,
      sessionId: this.#settings.sessionId,
      stepId,
      timestamp: this.#settings.now(),
      toolName: call.toolName,
      parameters: callParameters(args),
      riskLevel: risk.riskLevel,
      approvalRequired: approval.required,
      approvalDecision: approval.decision,
      approvedBy: approval.by,
      approvalReason: approval.reason,
      approvalTimeMs: approval.timeMs,
      parentPlanId: plan.id,
      agentId: this.#settings.agentId,
      toolCallId: call.toolCallId,
      metadata: approval.required ? { riskReason: risk.reason, ...call.metadata } : call.metadata,
    }
  }

  async #denial(
    intent: CallIntent,
    { cause, ...approval }: Approval & { readonly cause?: unknown },
  ): Promise<AuditError> {
    await this.#records.deny(intent)
    const by = approval.by === null ? '' : ` by ${approval.by}`
    const why = approval.reason === null ? '' : `: ${approval.reason}`
    const message = `${intent.toolName} did not run, since it was not approved${by}${why}`
    return new AuditError('APPROVAL_DENIED', message, cause === undefined ? { approval } : { approval, cause })
  }

  async #execute(call: Call, args: readonly unknown[], end: Ending): Promise<unknown> {
    const start = performance.now()
    const durationMs = (): number => performance.now() - start
    let result: unknown
    try {
      result = await call.run(args)
    } catch (error) {
      await end({ ...failure(error), durationMs: durationMs() })
      throw error
    }
    if (isStream(result)) {
      return recordedStream(result, (ended) =>
        end({ ...(ended.failed ? failure(ended.error) : {}), result: ended.result, durationMs: durationMs() }),
      )
    }
    await end({ ...this.#complaint(call, result), result, durationMs: durationMs() })
    return result
  }

  /** What the result itself says is wrong. */
  #complaint(call: Call, result: unknown): AuditOutcomeInput {
    try {
      const error = (call.failure ?? this.#settings.failure)(result as never)
      return error === null || error === undefined ? {} : failure(error)
    } catch (cause) {
      const message = `Whether ${call.toolName} failed could not be told, since \`failure\` threw; it is recorded as a success.`
      this.#settings.onFault(new AuditError('CALLBACK_FAILED', message, { cause }))
      return {}
    }
  }
}

/** A tool may throw anything, undefined too. */
function failure(error: unknown): AuditOutcomeInput {
  return { outcome: 'failed', error: error ?? `${String(error)} was thrown` }
}
