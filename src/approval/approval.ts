import type { ApprovalDecision, JsonObject, RiskLevel } from '../entry/entry.js'

/** A call that somebody is asked about before it runs. What is approved is what runs. */
export interface ApprovalRequest {
  /** The id that the call's entry will have. Tells apart two questions that are open at once. */
  readonly id: string
  readonly toolName: string
  /**
   * What the tool will be called with, as JSON, neither redacted nor shortened: the one plain object that it takes, or
   * `{ args: [...] }`. A copy of its own: changing it changes nothing.
   */
  readonly parameters: JsonObject
  /**
   * Whether `parameters` says all there is. False where an argument is more than JSON can hold, such as a function, a
   * stream or an object of a class: two calls that look alike may then differ.
   */
  readonly lossless: boolean
  readonly riskLevel: RiskLevel
  /** Why the call has this risk level, in a few words. */
  readonly riskReason: string
  readonly sessionId: string
  readonly stepId: string
  readonly agentId: string | null
  readonly parentPlanId: string | null
  /** Aborted once no answer is needed any more: one was given, the caller gave up, or the time is over. A dialog closes then. */
  readonly signal: AbortSignal
}

/** What a person answers. */
export interface ApprovalAnswer {
  readonly decision: 'approved' | 'rejected'
  /** Who decided. Default: `user`. */
  readonly by?: string | undefined
  readonly reason?: string | undefined
  /** Whether later calls that are alike may pass on this answer, where a policy remembers. Default: true. */
  readonly remember?: boolean | undefined
}

/** Asks a person. One that throws, or answers with anything else, has rejected the call. */
export type Approver = (
  request: ApprovalRequest,
) => ApprovalAnswer | ApprovalAnswer['decision'] | Promise<ApprovalAnswer | ApprovalAnswer['decision']>

/** What a policy says of a call. */
export interface PolicyVerdict {
  readonly decision: 'approved' | 'rejected'
  /** Who decided. Default: `policy:` and the policy's name. */
  readonly by?: string | undefined
  readonly reason?: string | undefined
}

/** Decides without a person. The first policy that has a verdict decides; where none has, a person is asked. */
export interface ApprovalPolicy {
  /** Recorded as `policy:NAME`. */
  readonly name: string
  /**
   * Gives a verdict, or null where the policy has no say. One that throws, gives anything else, or takes longer than a
   * person may, has rejected the call.
   */
  decide(request: ApprovalRequest): PolicyVerdict | null | Promise<PolicyVerdict | null>
  /** Told of each answer that a person gave. What it does then is not waited for, and changes nothing of the answer. */
  answered?(request: ApprovalRequest, answer: ApprovalAnswer): void | Promise<void>
}

/** What was decided of a call, as it is recorded. */
export interface Approval {
  /** Whether the call's risk level asks for approval. */
  readonly required: boolean
  readonly decision: ApprovalDecision
  /** `user`, `similar_match`, `policy:NAME`, or null where nobody decided. */
  readonly by: string | null
  readonly reason: string | null
  /** How long a person was waited for, in milliseconds; null where no person was asked. */
  readonly timeMs: number | null
}
