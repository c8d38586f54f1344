import type { JsonObject } from '../entry/entry.js'
import { errorText } from '../entry/error-text.js'
import { AuditError, type FaultListener } from '../error.js'
import { readAnswer, readPersonsAnswer } from './answer.js'
import type { Approval, ApprovalAnswer, ApprovalPolicy, ApprovalRequest, Approver } from './approval.js'
import { ask, type AskLimits, type Question, type Unanswered } from './ask.js'
import { jsonCopy } from './json-copy.js'

/** A call to be decided on. */
export type ApprovalSubject = Omit<ApprovalRequest, 'signal'>

/** Who decides, and how long it may take. */
export interface ApprovalRules {
  /** Undefined where nobody is there to ask. */
  readonly approve: Approver | undefined
  /** Asked in their order before a person is. */
  readonly policies: readonly ApprovalPolicy[]
  /** How long each one that is asked may take, in milliseconds. */
  readonly timeoutMs: number
  /** Each withdraws the call when it aborts; one that is aborted already keeps anybody from being asked. */
  readonly callerSignals: readonly AbortSignal[]
  /** Told of a policy that fails when it hears of an answer. Must not throw. */
  readonly onFault: FaultListener
  /** A clock in milliseconds that never goes back. Default: `performance.now`. */
  readonly now?: (() => number) | undefined
}

/** What was decided, and for a rejection by nobody what it came from. */
export interface DecidedApproval extends Approval {
  /** What was thrown, or the reason of the signal that aborted. */
  readonly cause?: unknown
}

// Of what only a listener is told. A reason is shortened by the store, once no secret is in it that could be cut in two.
const maxFaultLength = 1000

/**
 * Decides on a call that needs approval: by the first policy that has a verdict, else by a person. Never throws: whatever
 * goes wrong is a rejection by nobody, with a reason that says what it was.
 */
export async function decideApproval(call: ApprovalSubject, rules: ApprovalRules): Promise<DecidedApproval> {
  const limits = { ...rules, now: rules.now ?? (() => performance.now()) }
  return (await policiesDecision(call, rules.policies, limits)) ?? personsDecision(call, rules, limits)
}

async function policiesDecision(
  call: ApprovalSubject,
  policies: readonly ApprovalPolicy[],
  limits: AskLimits,
): Promise<DecidedApproval | null> {
  for (const policy of policies) {
    const ending = await ask(async (question) => {
      const verdict = await policy.decide(requestOf(call, question))
      return verdict === null ? null : readAnswer(verdict)
    }, limits)
    if (ending.kind !== 'answered') return rejection(`The policy ${policy.name}`, ending, limits)
    if (ending.answer !== null) return verdictOf(policy, ending.answer)
  }
  return null
}

function verdictOf(policy: ApprovalPolicy, { decision, by, reason }: ApprovalAnswer): Approval {
  return {
    required: true,
    decision: decision === 'approved' ? 'auto' : 'rejected',
    by: by ?? `policy:${policy.name}`,
    reason: reason ?? null,
    timeMs: null,
  }
}

async function personsDecision(
  call: ApprovalSubject,
  { approve, policies, onFault }: ApprovalRules,
  limits: AskLimits,
): Promise<DecidedApproval> {
  if (approve === undefined) return nobodyThere
  const ending = await ask(async (question) => {
    const request = requestOf(call, question)
    return { question, answer: readPersonsAnswer(await approve(request)) }
  }, limits)
  if (ending.kind !== 'answered') return { ...rejection('The approver', ending, limits), timeMs: ending.waitedMs }
  const { question, answer } = ending.answer
  const { decision, by = 'user', reason = null } = answer
  const hearing = policies.filter((policy) => 'answered' in policy)
  for (const policy of hearing) void tell(policy, requestOf(call, question), { ...answer, by }, onFault)
  return { required: true, decision, by, reason, timeMs: ending.waitedMs }
}

/** What one of those who are asked gets: parameters of its own, so that none can change what another sees. */
function requestOf(call: ApprovalSubject, question: Question): ApprovalRequest {
  const parameters = jsonCopy(call.parameters) as JsonObject
  return {
    ...call,
    parameters,
    get signal() {
      return question.signal
    },
  }
}

/** Calls at once, so that the next call finds a policy that knows, but waits for nothing. */
async function tell(
  policy: ApprovalPolicy,
  request: ApprovalRequest,
  answer: ApprovalAnswer,
  onFault: FaultListener,
): Promise<void> {
  try {
    await policy.answered?.(request, answer)
  } catch (cause) {
    const text = `The policy ${policy.name} failed when it was told of an answer, which stands: ${reasonText(cause, maxFaultLength)}`
    onFault(new AuditError('CALLBACK_FAILED', text, { cause }))
  }
}

const nobodyThere: Approval = {
  required: true,
  decision: 'rejected',
  by: null,
  reason: 'Nobody could be asked: the recorder has no approver',
  timeMs: null,
}

function rejection(asked: string, ending: Unanswered, { timeoutMs }: AskLimits): DecidedApproval {
  const reason = {
    failed: `${asked} gave no decision: ${reasonText(ending.cause)}`,
    overdue: `${asked} gave no decision within ${timeoutMs / 1000} s`,
    withdrawn: `The caller aborted before there was a decision: ${reasonText(ending.cause)}`,
  }[ending.kind]
  return { required: true, decision: 'rejected', by: null, reason, timeMs: null, cause: ending.cause }
}

function reasonText(cause: unknown, maxLength: number = Infinity): string {
  return errorText(cause, maxLength) ?? 'no reason was given'
}
