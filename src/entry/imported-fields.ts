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

/** How a field is read: what it takes, in the words of a message, and its value in a column; undefined where it is none. */
type Field<Value> = readonly [takes: string, read: (value: unknown) => Value | undefined]

/** Others count their steps: a number stands for its digits. An empty text is theirs, too, and is exported so. */
const text: Field<string> = [
  'text',
  (value) => (typeof value === 'string' || isNumber(value) ? wellFormed(String(value)) : undefined),
]

const flag: Field<number> = ['true or false', (value) => (isFlag(value) ? Number(value) : undefined)]

const json: Field<string> = ['a value', jsonOf]

/** Text stays as it is, since it can only be JSON already. */
const jsonObject: Field<string> = [
  'an object',
  (value) => (typeof value === 'string' ? wellFormed(value) : jsonOf(value)),
]

const number: Field<number> = ['a number', (value) => (isNumber(value) ? value : undefined)]

const fields: { readonly [Name in keyof ImportedFields]: Field<ImportedFields[Name]> } = {
  id: orNull(text),
  session_id: text,
  step_id: text,
  timestamp: orNull(time('timestamp')),
  tool_name: text,
  parameters: orNull(jsonObject),
  result: orNull(json),
  error: orNull(text),
  duration_ms: orNull(number),
  risk_level: text,
  approval_required: orNull(flag),
  approval_decision: orNull(text),
  approved_by: orNull(text),
  approval_time_ms: orNull(number),
  success: orNull(flag),
  parent_plan_id: orNull(text),
  created_at: orNull(time('created_at')),
  outcome: orNull(text),
  settled_at: orNull(time('settled_at')),
  agent_id: orNull(text),
  tool_call_id: orNull(text),
  approval_reason: orNull(text),
  metadata: orNull(jsonObject),
  parameters_size: orNull(number),
  result_size: orNull(number),
}

const readers = Object.entries<Field<string | number | null>>(fields)

/**
 * The fields of an imported object, each read once.
 *
 * @throws AuditError `IMPORT_INVALID`, naming the field, what it takes and what it got.
 */
export function importedFields(object: object): ImportedFields {
  // First, since where a field is misspelt, the one that was meant is missing as well, and says less.
  const unknown = Object.keys(object).find((name) => !Object.hasOwn(fields, name))
  if (unknown !== undefined) throw invalid(unknownField('An entry', unknown, columnNames))
  const given = object as Readonly<Record<string, unknown>>
  const row: Record<string, string | number | null> = {}
  for (const [name, [takes, read]] of readers) {
    const got = given[name]
    const value = read(got)
    if (value === undefined) throw invalid(`${name} must be ${takes}; got ${described(got)}.`)
    row[name] = value
  }
  return row as ImportedFields
}

/** What may be missing, or be null. */
function orNull<Value>([takes, read]: Field<Value>): Field<Value | null> {
  return [takes, (value) => (value === undefined || value === null ? null : read(value))]
}

/** Text in any form that `normalizedTimestamp` takes; any other stays as it is. */
function time(column: Column): Field<string> {
  const read = (value: unknown): string | undefined => {
    if (typeof value === 'string') return normalizedTimestamp(wellFormed(value))
    const isTime = typeof value === 'number' || value instanceof Date
    return isTime ? storedTimestamp(value, column, 'IMPORT_INVALID') : undefined
  }
  return ['a time, such as 2026-11-23T07:38:04Z', read]
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isFlag(value: unknown): value is boolean | number {
  return typeof value === 'boolean' || value === 0 || value === 1
}

function jsonOf(value: unknown): string {
  return boundedJson(value, Infinity).text
}

function invalid(message: string): AuditError {
  return new AuditError('IMPORT_INVALID', message)
}
