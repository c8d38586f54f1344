import { AuditError } from '../error.js'
import { type Misfit, readFields } from '../rules/read-fields.js'
import { aBoolean, aText, nullable, oneOf, optional, type Rule, type Rules } from '../rules/rule.js'
import { described, unknownField } from './complaint.js'
import type {
  ApprovalDecision,
  AuditEntryInput,
  AuditIntentInput,
  AuditOutcomeInput,
  Outcome,
  RiskLevel,
  Timestamp,
} from './entry.js'
import { isList } from './is-list.js'

/** Every risk level, the least harmful first. */
export const riskLevels: readonly RiskLevel[] = ['safe', 'moderate', 'destructive', 'critical']

/** Every approval decision. */
export const approvalDecisions: readonly ApprovalDecision[] = ['approved', 'rejected', 'auto', 'not_required']

const settledOutcomes: readonly Exclude<Outcome, 'pending'>[] = ['succeeded', 'failed', 'denied']

/** Every outcome. */
export const outcomes: readonly Outcome[] = ['pending', ...settledOutcomes]

const aTextOrNull: Rule<string | null> = ['text or null', (value) => typeof value === 'string' || value === null]
const milliseconds: Rule<number> = ['milliseconds, zero or more', isMilliseconds]
const anObject: Rule<object> = ['an object (wrap other values, as in { args: [1, 2] })', isObject]
const anything: Rule<unknown> = ['anything', (_value): _value is unknown => true]
// Checked where it is converted, by storedTimestamp.
const aTime: Rule<Timestamp> = ['a time', (_value): _value is Timestamp => true]

const intentRules: Rules<AuditIntentInput> = {
  id: optional(aText),
  sessionId: aText,
  stepId: aText,
  timestamp: optional(aTime),
  toolName: aText,
  parameters: optional(anObject),
  riskLevel: oneOf(riskLevels),
  approvalRequired: optional(aBoolean),
  approvalDecision: optional(oneOf(approvalDecisions)),
  approvedBy: optional(aTextOrNull),
  approvalTimeMs: optional(nullable(milliseconds)),
  approvalReason: optional(aTextOrNull),
  parentPlanId: optional(aTextOrNull),
  agentId: optional(aTextOrNull),
  toolCallId: optional(aTextOrNull),
  metadata: optional(nullable(anObject)),
}

const outcomeRules: Rules<AuditOutcomeInput> = {
  outcome: optional(oneOf(settledOutcomes)),
  result: anything,
  error: anything,
  durationMs: optional(milliseconds),
  success: optional(aBoolean),
}

const entryRules: Rules<AuditEntryInput> = {
  ...intentRules,
  ...outcomeRules,
  outcome: optional(oneOf(outcomes)),
}

/**
 * The input of `log()`, checked; a copy of its fields.
 *
 * @throws AuditError `ENTRY_INVALID`, naming the field, what it got and what it takes.
 */
export function validEntry(input: unknown): AuditEntryInput {
  const entry = valid(entryRules, input, 'The entry')
  checkSuccess(entry)
  return entry
}

/** The input of `begin()`, checked like that of `log()`. */
export function validIntent(input: unknown): AuditIntentInput {
  return valid(intentRules, input, 'The intent')
}

/** The input of `settle()`, checked like that of `log()`. */
export function validOutcome(input: unknown): AuditOutcomeInput {
  const outcome = valid(outcomeRules, input, 'The outcome')
  checkSuccess(outcome)
  return outcome
}

function valid<Input>(rules: Rules<Input>, input: unknown, name: string): Input {
  if (!isObject(input)) throw invalid(`${name} must be an object; got ${described(input)}.`)
  const fields = read(rules, input, name)
  if ('misfit' in fields) throw invalid(complaint(fields.misfit, Object.keys(rules), name))
  return fields.copy
}

function read<Input>(rules: Rules<Input>, input: object, name: string): ReturnType<typeof readFields<Input>> {
  try {
    return readFields(rules, input)
  } catch (error) {
    throw new AuditError('ENTRY_INVALID', `${name} cannot be read: one of its fields throws.`, { cause: error })
  }
}

function complaint({ field, takes, got }: Misfit, fields: readonly string[], name: string): string {
  return takes === null ? unknownField(name, field, fields) : `${field} must be ${takes}; got ${described(got)}.`
}

function checkSuccess({ outcome, success }: Pick<AuditEntryInput, 'outcome' | 'success'>): void {
  if (outcome === undefined || success === undefined || success === (outcome === 'succeeded')) return
  throw invalid(`success is ${success}, but outcome is ${outcome}. Leave one of them out.`)
}

function invalid(message: string): AuditError {
  return new AuditError('ENTRY_INVALID', message)
}

function isMilliseconds(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < Infinity
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isList(value)
}
