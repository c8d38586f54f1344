import { type $ZodIssue, type $ZodType, safeParse } from 'zod/v4/core'
import { AuditError } from '../error.js'
import type {
  ApprovalDecision,
  AuditEntryInput,
  AuditIntentInput,
  AuditOutcomeInput,
  Outcome,
  RiskLevel,
  Timestamp,
} from './entry.js'
import { field, optional, strictObject } from './schema.js'
import { described, nearest } from './complaint.js'

/** Every risk level, the least harmful first. */
export const riskLevels: readonly RiskLevel[] = ['safe', 'moderate', 'destructive', 'critical']

/** Every approval decision. */
export const approvalDecisions: readonly ApprovalDecision[] = ['approved', 'rejected', 'auto', 'not_required']

const settledOutcomes: readonly Exclude<Outcome, 'pending'>[] = ['succeeded', 'failed', 'denied']

/** Every outcome. */
export const outcomes: readonly Outcome[] = ['pending', ...settledOutcomes]

const text = field<string>('text that is not empty', (value) => typeof value === 'string' && value !== '')
const textOrNull = field<string | null>('text or null', (value) => typeof value === 'string' || value === null)
const flag = field<boolean>('true or false', (value) => typeof value === 'boolean')
const ms = field<number>('milliseconds, zero or more', isMs)
const msOrNull = field<number | null>('milliseconds, zero or more', (value) => value === null || isMs(value))
const objectRule = 'an object (wrap other values, as in { args: [1, 2] })'
const object = field<object>(objectRule, isObject)
const objectOrNull = field<object | null>(objectRule, (value) => value === null || isObject(value))
const anything = field<unknown>('anything', () => true)

const intentFields = {
  id: optional(text),
  sessionId: text,
  stepId: text,
  // Checked where it is converted, by storedTimestamp.
  timestamp: optional(field<Timestamp>('a time', () => true)),
  toolName: text,
  parameters: optional(object),
  riskLevel: oneOf(riskLevels),
  approvalRequired: optional(flag),
  approvalDecision: optional(oneOf(approvalDecisions)),
  approvedBy: optional(textOrNull),
  approvalTimeMs: optional(msOrNull),
  approvalReason: optional(textOrNull),
  parentPlanId: optional(textOrNull),
  agentId: optional(textOrNull),
  toolCallId: optional(textOrNull),
  metadata: optional(objectOrNull),
} satisfies Record<keyof AuditIntentInput, $ZodType>

const outcomeFields = {
  outcome: optional(oneOf(settledOutcomes)),
  result: optional(anything),
  error: optional(anything),
  durationMs: optional(ms),
  success: optional(flag),
} satisfies Record<keyof AuditOutcomeInput, $ZodType>

const intentSchema: $ZodType<AuditIntentInput> = strictObject(intentFields)
const outcomeSchema: $ZodType<AuditOutcomeInput> = strictObject(outcomeFields)
const entrySchema: $ZodType<AuditEntryInput> = strictObject({
  ...intentFields,
  ...outcomeFields,
  outcome: optional(oneOf(outcomes)),
})

/**
 * The input of `log()`, checked; a copy of its fields.
 *
 * @throws AuditError `ENTRY_INVALID`, naming the field, what it got and what it takes.
 */
export function validEntry(input: unknown): AuditEntryInput {
  const entry = valid(entrySchema, input, 'The entry', [...Object.keys(intentFields), ...Object.keys(outcomeFields)])
  checkSuccess(entry)
  return entry
}

/** The input of `begin()`, checked like that of `log()`. */
export function validIntent(input: unknown): AuditIntentInput {
  return valid(intentSchema, input, 'The intent', Object.keys(intentFields))
}

/** The input of `settle()`, checked like that of `log()`. */
export function validOutcome(input: unknown): AuditOutcomeInput {
  const outcome = valid(outcomeSchema, input, 'The outcome', Object.keys(outcomeFields))
  checkSuccess(outcome)
  return outcome
}

function valid<Valid>(schema: $ZodType<Valid>, input: unknown, name: string, fields: readonly string[]): Valid {
  const checked = check(schema, input, name, fields)
  if ('data' in checked) return checked.data
  throw invalid(checked.complaint)
}

function check<Valid>(
  schema: $ZodType<Valid>,
  input: unknown,
  name: string,
  fields: readonly string[],
): { readonly data: Valid } | { readonly complaint: string } {
  try {
    const result = safeParse(schema, input)
    return result.success ? result : { complaint: complaint(result.error.issues[0], input, name, fields) }
  } catch (error) {
    throw new AuditError('ENTRY_INVALID', `${name} cannot be read: one of its fields throws.`, { cause: error })
  }
}

function complaint(issue: $ZodIssue | undefined, input: unknown, name: string, fields: readonly string[]): string {
  if (issue?.code === 'unrecognized_keys') return unknownField(name, issue.keys[0] ?? '', fields)
  const key = issue?.path[0]
  if (key === undefined) return `${name} must be ${issue?.message}; got ${described(input)}.`
  const value: unknown = Object(input)[key]
  return `${String(key)} must be ${issue?.message}; got ${described(value)}.`
}

function unknownField(name: string, key: string, fields: readonly string[]): string {
  const near = nearest(key, fields)
  const hint = near === undefined ? 'Put what is your own under metadata.' : `Did you mean ${near}?`
  return `${name} has no field ${JSON.stringify(key)}. ${hint}`
}

function checkSuccess({ outcome, success }: Pick<AuditEntryInput, 'outcome' | 'success'>): void {
  if (outcome === undefined || success === undefined || success === (outcome === 'succeeded')) return
  throw invalid(`success is ${success}, but outcome is ${outcome}. Leave one of them out.`)
}

function invalid(message: string): AuditError {
  return new AuditError('ENTRY_INVALID', message)
}

function oneOf<Value extends string>(values: readonly Value[]): $ZodType<Value> {
  return field<Value>(`one of ${values.join(', ')}`, (value) => values.some((known) => known === value))
}

function isMs(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value < Infinity
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isList(value)
}

function isList(value: object): boolean {
  try {
    return Array.isArray(value)
  } catch {
    // A proxy that was revoked, which is an object of which nothing can be said.
    return false
  }
}
