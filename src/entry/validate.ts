import * as z from 'zod/mini'
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
import { described, nearest } from './complaint.js'

/** Every risk level, the least harmful first. */
export const riskLevels: readonly RiskLevel[] = ['safe', 'moderate', 'destructive', 'critical']

/** Every approval decision. */
export const approvalDecisions: readonly ApprovalDecision[] = ['approved', 'rejected', 'auto', 'not_required']

const settledOutcomes: readonly Exclude<Outcome, 'pending'>[] = ['succeeded', 'failed', 'denied']

/** Every outcome. */
export const outcomes: readonly Outcome[] = ['pending', ...settledOutcomes]

// Each schema carries as its error what the field must be.
const text = z.string('text that is not empty').check(z.minLength(1, 'text that is not empty'))
const optionalText = z.optional(z.nullable(z.string('text or null')))
const ms = z.number('milliseconds, zero or more').check(z.nonnegative('milliseconds, zero or more'))
const flag = z.optional(z.boolean('true or false'))
const record = z.custom<object>(isRecord, 'an object (wrap other values, as in { args: [1, 2] })')

const intentFields = {
  id: z.optional(text),
  sessionId: text,
  stepId: text,
  // Checked where it is converted, by storedTimestamp.
  timestamp: z.optional(z.custom<Timestamp>()),
  toolName: text,
  parameters: z.optional(record),
  riskLevel: z.enum(riskLevels, oneOf(riskLevels)),
  approvalRequired: flag,
  approvalDecision: z.optional(z.enum(approvalDecisions, oneOf(approvalDecisions))),
  approvedBy: optionalText,
  approvalTimeMs: z.optional(z.nullable(ms)),
  approvalReason: optionalText,
  parentPlanId: optionalText,
  agentId: optionalText,
  toolCallId: optionalText,
  metadata: z.optional(z.nullable(record)),
} satisfies Record<keyof AuditIntentInput, z.ZodMiniType>

const outcomeFields = {
  outcome: z.optional(z.enum(settledOutcomes, oneOf(settledOutcomes))),
  result: z.optional(z.unknown()),
  error: z.optional(z.unknown()),
  durationMs: z.optional(ms),
  success: flag,
} satisfies Record<keyof AuditOutcomeInput, z.ZodMiniType>

const intentSchema: z.ZodMiniType<AuditIntentInput> = z.strictObject(intentFields, 'an object')
const outcomeSchema: z.ZodMiniType<AuditOutcomeInput> = z.strictObject(outcomeFields, 'an object')
const entrySchema: z.ZodMiniType<AuditEntryInput> = z.strictObject(
  { ...intentFields, ...outcomeFields, outcome: z.optional(z.enum(outcomes, oneOf(outcomes))) },
  'an object',
)

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

function valid<Valid>(schema: z.ZodMiniType<Valid>, input: unknown, name: string, fields: readonly string[]): Valid {
  const checked = check(schema, input, name, fields)
  if ('data' in checked) return checked.data
  throw invalid(checked.complaint)
}

function check<Valid>(
  schema: z.ZodMiniType<Valid>,
  input: unknown,
  name: string,
  fields: readonly string[],
): { readonly data: Valid } | { readonly complaint: string } {
  try {
    const result = schema.safeParse(input)
    return result.success ? result : { complaint: complaint(result.error.issues[0], input, name, fields) }
  } catch (error) {
    throw new AuditError('ENTRY_INVALID', `${name} cannot be read: one of its fields throws.`, { cause: error })
  }
}

function complaint(
  issue: z.core.$ZodIssue | undefined,
  input: unknown,
  name: string,
  fields: readonly string[],
): string {
  if (issue?.code === 'unrecognized_keys') return unknownField(name, issue.keys[0] ?? '', fields)
  const field = issue?.path[0]
  if (field === undefined) return `${name} must be ${issue?.message}; got ${described(input)}.`
  const value: unknown = Object(input)[field]
  return `${String(field)} must be ${issue?.message}; got ${described(value)}.`
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

function oneOf(values: readonly string[]): string {
  return `one of ${values.join(', ')}`
}

function isRecord(value: unknown): boolean {
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
