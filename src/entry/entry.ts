/** How much harm an action can do, from none to beyond repair. */
export type RiskLevel = 'safe' | 'moderate' | 'destructive' | 'critical'

/** Who let the action happen: a person (`approved`, `rejected`), a policy (`auto`), or nobody needed to. */
export type ApprovalDecision = 'approved' | 'rejected' | 'auto' | 'not_required'

/** What became of the action. `pending` says that its intent was recorded and its end was not. */
export type Outcome = 'pending' | 'succeeded' | 'failed' | 'denied'

/** What JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: JsonValue
}

/** One action of an agent, as it is stored and given back. */
export interface AuditEntry {
  /** Unique; sorts by the time it was made. */
  readonly id: string
  readonly sessionId: string
  readonly stepId: string
  /** When the action happened: ISO 8601 in UTC, with milliseconds, or with microseconds where these were given. */
  readonly timestamp: string
  readonly toolName: string
  readonly parameters: JsonObject
  readonly result: JsonValue
  readonly error: string | null
  /** How long the action ran, in milliseconds. */
  readonly durationMs: number
  readonly riskLevel: RiskLevel
  readonly approvalRequired: boolean
  readonly approvalDecision: ApprovalDecision
  /** `user`, `similar_match`, `policy:NAME`, or null. */
  readonly approvedBy: string | null
  /** How long a person took to decide, in milliseconds, or null. */
  readonly approvalTimeMs: number | null
  readonly success: boolean
  readonly parentPlanId: string | null
  /** When the record was written: ISO 8601 in UTC. */
  readonly createdAt: string
  readonly outcome: Outcome
  /** When the outcome of a `pending` entry was recorded: ISO 8601 in UTC, or null. */
  readonly settledAt: string | null
  readonly agentId: string | null
  readonly toolCallId: string | null
  readonly approvalReason: string | null
  readonly metadata: JsonObject | null
  /** Bytes of the parameters as JSON (UTF-8) before they were bounded, or null when unknown. */
  readonly parametersSize: number | null
  /** Bytes of the result as JSON (UTF-8) before it was bounded, or null when unknown. */
  readonly resultSize: number | null
}

/** A point in time: a `Date`, milliseconds since 1970, or ISO 8601 text that carries its zone. */
export type Timestamp = Date | number | string

/** What `begin()` takes: everything known before an action runs. */
export interface AuditIntentInput {
  /** Default: a new one. Pass your own to make retries harmless: the first record of an id wins. */
  readonly id?: string | undefined
  readonly sessionId: string
  readonly stepId: string
  /** Default: now. */
  readonly timestamp?: Timestamp | undefined
  readonly toolName: string
  /** Any JavaScript object; made safe for JSON and bounded. Default: `{}`. */
  readonly parameters?: object | undefined
  readonly riskLevel: RiskLevel
  /** Default: false. */
  readonly approvalRequired?: boolean | undefined
  /** Default: `not_required`. */
  readonly approvalDecision?: ApprovalDecision | undefined
  readonly approvedBy?: string | null | undefined
  /** Milliseconds, zero or more. */
  readonly approvalTimeMs?: number | null | undefined
  readonly approvalReason?: string | null | undefined
  readonly parentPlanId?: string | null | undefined
  readonly agentId?: string | null | undefined
  readonly toolCallId?: string | null | undefined
  readonly metadata?: object | null | undefined
}

/** What `settle()` takes: what came of an action that `begin()` announced. */
export interface AuditOutcomeInput {
  /** Default: `failed` when there is an error, `denied` when the approval was rejected, else `succeeded`. */
  readonly outcome?: Exclude<Outcome, 'pending'> | undefined
  /** Any JavaScript value; made safe for JSON and bounded. Default: null. */
  readonly result?: unknown
  /** An `Error` is kept as its name and message. Default: null. */
  readonly error?: unknown
  /** Milliseconds, zero or more. Default: 0. */
  readonly durationMs?: number | undefined
  /** Default: whether the outcome is `succeeded`. */
  readonly success?: boolean | undefined
}

/** What `log()` takes: a whole action, from who asked to what came of it. */
export interface AuditEntryInput extends AuditIntentInput, Omit<AuditOutcomeInput, 'outcome'> {
  /** Default: `failed` when there is an error or `success` is false, `denied` when rejected, else `succeeded`. */
  readonly outcome?: Outcome | undefined
}
