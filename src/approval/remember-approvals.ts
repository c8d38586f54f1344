import { atLeast } from '../risk/risk-level.js'
import { checkOptions } from '../rules/check-options.js'
import { aFunction, isText, optional, type Rules } from '../rules/rule.js'
import { alikeText } from './alike.js'
import type { ApprovalAnswer, ApprovalPolicy, ApprovalRequest } from './approval.js'
import { type RememberedApproval, RememberedApprovals } from './remembered-approvals.js'

/** Which later calls pass on an earlier answer. */
export interface RememberOptions {
  /** The tools it is for. Default: all. */
  readonly tools?: readonly string[] | undefined
  /**
   * Parameters that may differ, as paths: `content`, `args.0.id`, `items.*.id` with `*` for any one member. They hold for
   * each of the tools. Default: none, so that only an equal call is alike.
   */
  readonly ignore?: readonly string[] | undefined
  /** For how long: within the session, or for so many milliseconds in any session. Default: `session`. */
  readonly within?: 'session' | number | undefined
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined
}

const rules: Rules<RememberOptions> = {
  tools: optional(['a list of names', areTexts]),
  ignore: optional(["a list of paths such as 'content' or 'args.0.id'", areTexts]),
  within: optional(["'session', or a number of milliseconds above zero", isSpan]),
  now: optional(aFunction),
}

/**
 * A policy that spares a person the same question: after a call was approved, an equal one passes as `similar_match`, and so
 * does one that differs only in what `ignore` names. Tools are told apart by their names. The newest 1,000 approvals are
 * kept, in this policy object alone.
 *
 * It never passes a critical call, a riskier one than was approved, or one whose parameters don't say all there is
 * (`lossless: false`). An answer with `remember: false` is for its call only, and a later rejection of a call that is alike
 * takes the approval back.
 *
 * @throws AuditError `OPTION_INVALID`, which names the option.
 */
export function rememberApprovals(options: RememberOptions = {}): ApprovalPolicy {
  checkOptions(rules, options, 'rememberApprovals()')
  const { tools, ignore = [], within = 'session', now = Date.now } = options
  const names = tools && new Set(tools)
  const ignored = ignore.map((path) => path.split('.'))
  const approvals = new RememberedApprovals(within === 'session' ? Infinity : within)
  const concerns = ({ toolName }: ApprovalRequest): boolean => names?.has(toolName) ?? true
  // As JSON, since names that are only joined could be those of another call.
  const keyOf = ({ sessionId, toolName, parameters }: ApprovalRequest): string =>
    JSON.stringify([within === 'session' ? sessionId : null, toolName, alikeText(parameters, ignored)])

  return {
    name: 'remember-approvals',
    decide(request) {
      if (!concerns(request) || !mayPass(request)) return null
      const approval = approvals.get(keyOf(request), now())
      if (approval === undefined || !atLeast(approval.riskLevel, request.riskLevel)) return null
      return { decision: 'approved', by: 'similar_match', reason: approval.reason }
    },
    answered(request, answer) {
      if (!concerns(request)) return
      if (answer.decision === 'rejected') approvals.delete(keyOf(request))
      else if (answer.remember !== false && mayPass(request)) {
        approvals.set(keyOf(request), remembered(request, answer, now()))
      }
    },
  }
}

function mayPass({ lossless, riskLevel }: ApprovalRequest): boolean {
  return lossless && riskLevel !== 'critical'
}

function remembered(
  { id, riskLevel }: ApprovalRequest,
  { by = 'user' }: ApprovalAnswer,
  at: number,
): RememberedApproval {
  return { riskLevel, at, reason: `Like ${id}, which was approved by ${by} at ${timeText(at)}` }
}

// A clock of the caller's may give no time at all.
function timeText(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? 'an unknown time' : date.toISOString()
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText)
}

function isSpan(value: unknown): value is 'session' | number {
  return value === 'session' || (typeof value === 'number' && value > 0)
}
