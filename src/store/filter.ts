import type { ApprovalDecision, AuditEntry, Outcome, RiskLevel, Timestamp } from '../entry/entry.js'

/**
 * Which entries. Fields that are left out do not restrict; a list means any of its members, an
 * empty one none at all.
 */
export interface AuditFilter {
  readonly sessionId?: string | readonly string[] | undefined
  readonly riskLevel?: RiskLevel | readonly RiskLevel[] | undefined
  readonly toolName?: string | readonly string[] | undefined
  readonly approvalDecision?: ApprovalDecision | readonly ApprovalDecision[] | undefined
  readonly outcome?: Outcome | readonly Outcome[] | undefined
  readonly success?: boolean | undefined
  readonly agentId?: string | readonly string[] | undefined
  readonly parentPlanId?: string | readonly string[] | undefined
  /** Inclusive. */
  readonly from?: Timestamp | undefined
  /** Exclusive. */
  readonly to?: Timestamp | undefined
  /** A plain piece of text in the tool's name, the parameters, the result or the error; ASCII letters in any case. */
  readonly text?: string | undefined
}

/** Which entries, in which order, which part of them. */
export interface AuditQuery extends AuditFilter {
  /** Default: `newest` first. Ties in time are ordered by id. */
  readonly order?: 'newest' | 'oldest' | undefined
  /** At most so many entries: a whole number, zero or more, or `Infinity` for all. Default: 100. */
  readonly limit?: number | undefined
  /** Skips so many. Default: 0. To page through a trail that grows, use `cursor`. */
  readonly offset?: number | undefined
  /** Only what comes after this entry: pass the last one of the page before, `page.at(-1)`. */
  readonly cursor?: Pick<AuditEntry, 'timestamp' | 'id'> | undefined
}
