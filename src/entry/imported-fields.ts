import * as z from 'zod/mini'
import { AuditError } from '../error.js'
import { boundedJson } from './bound.js'
import { type Column, columnNames } from './columns.js'
import { described, unknownField } from './complaint.js'
import type { AuditRow } from './row.js'
import { normalizedTimestamp, storedTimestamp } from './timestamp.js'
import { wellFormed } from './well-formed.js'

/** The columns that can be made where an imported object does not have them. */
type MadeColumn = 'id' | 'timestamp' | 'approval_required' | 'approval_decision' | 'success' | 'created_at' | 'outcome'

/** The fields of an imported object as columns hold them; null where one that need not be there is missing. */
export type ImportedFields = Omit<AuditRow, MadeColumn> & {
  readonly [Made in MadeColumn]: AuditRow[Made] | null
}

/** A value as its column holds it; undefined for one that the field does not take. */
type Intake<Kept> = (value: unknown) => Kept | undefined

/** A field in one step: each further one of zod's costs as much as all that is done in it. The message is what it takes. */
function required<Kept>(takes: string, intake: Intake<Kept>): z.ZodMiniType<Kept> {
  return z.transform((value, { issues }) => {
    const kept = intake(value)
    if (kept !== undefined) return kept
    issues.push({ code: 'custom', message: takes, input: value })
    return z.NEVER
  })
}

/** The same for what may be missing, or be null. */
function orNull<Kept>(takes: string, intake: Intake<Kept>): z.ZodMiniType<Kept | null> {
  return required<Kept | null>(takes, (value) => (value === undefined || value === null ? null : intake(value)))
}

/** Others count their steps: a number stands for its digits. An empty text is theirs, too, and is exported so. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return wellFormed(value)
  return numberOf(value)?.toString()
}

function flagOf(value: unknown): number | undefined {
  if (value === true || value === 1) return 1
  return value === false || value === 0 ? 0 : undefined
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** Text stays as it is, since it can only be JSON already. */
function objectOf(value: unknown): string {
  return typeof value === 'string' ? wellFormed(value) : jsonOf(value)
}

function jsonOf(value: unknown): string {
  return boundedJson(value, Infinity).text
}

/** A time as it is stored, and so exported, of a day that every month has: nothing about it has to be looked at twice. */
const storedForm = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}\+00:00$/

/** Text in any form that `normalizedTimestamp` takes; any other stays as it is. */
function timeOf(value: unknown, column: Column): string | undefined {
  if (typeof value === 'string') return storedForm.test(value) ? value : normalizedTimestamp(wellFormed(value))
  const isTime = typeof value === 'number' || value instanceof Date
  return isTime ? storedTimestamp(value, column, 'IMPORT_INVALID') : undefined
}

const text = required('text', textOf)
const textOrNull = orNull('text', textOf)
const flag = orNull('true or false', flagOf)
const number = orNull('a number', numberOf)
const object = orNull('JSON', objectOf)
const time = (column: Column): z.ZodMiniType<string | null> =>
  orNull('a time, such as 2026-11-23T07:38:04Z', (value) => timeOf(value, column))

const schema: z.ZodMiniType<ImportedFields> = z.strictObject({
  id: textOrNull,
  session_id: text,
  step_id: text,
  timestamp: time('timestamp'),
  tool_name: text,
  parameters: object,
  result: orNull('JSON', jsonOf),
  error: textOrNull,
  duration_ms: number,
  risk_level: text,
  approval_required: flag,
  approval_decision: textOrNull,
  approved_by: textOrNull,
  approval_time_ms: number,
  success: flag,
  parent_plan_id: textOrNull,
  created_at: time('created_at'),
  outcome: textOrNull,
  settled_at: time('settled_at'),
  agent_id: textOrNull,
  tool_call_id: textOrNull,
  approval_reason: textOrNull,
  metadata: object,
  parameters_size: number,
  result_size: number,
})

/**
 * The fields of an imported object, each read once.
 *
 * @throws AuditError `IMPORT_INVALID`, naming the field, what it takes and what it got.
 */
export function importedFields(value: object): ImportedFields {
  const read = z.safeParse(schema, value, { reportInput: true })
  if (read.success) return read.data
  throw new AuditError('IMPORT_INVALID', complaint(read.error.issues), { cause: read.error })
}

function complaint(issues: readonly z.core.$ZodIssue[]): string {
  // First, since where a field is misspelt, the one that was meant is missing as well, and says less.
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys')?.keys[0]
  if (unknown !== undefined) return unknownField('An entry', unknown, columnNames)
  const [issue] = issues
  return `${issue?.path.join('.')} must be ${issue?.message}; got ${described(issue?.input)}.`
}
