import * as z from 'zod/mini'
import { AuditError } from '../error.js'
import { boundedJson } from './bound.js'
import { type Column, columnNames } from './columns.js'
import { described, unknownField } from './complaint.js'
import type { Timestamp } from './entry.js'
import type { AuditRow } from './row.js'
import { normalizedTimestamp, storedTimestamp } from './timestamp.js'
import { wellFormed } from './well-formed.js'

/** The columns that can be made where an imported object does not have them. */
type MadeColumn = 'id' | 'timestamp' | 'approval_required' | 'approval_decision' | 'success' | 'created_at' | 'outcome'

/** The fields of an imported object as columns hold them; null where one that need not be there is missing. */
export type ImportedFields = Omit<AuditRow, MadeColumn> & {
  readonly [Made in MadeColumn]: AuditRow[Made] | null
}

/** Others count their steps: a number stands for its digits. An empty text is theirs, too, and is exported so. */
const text = z.pipe(
  z.union([z.string(), z.number()], 'text'),
  z.transform((value) => wellFormed(String(value))),
)

const flag = z.pipe(z.union([z.boolean(), z.literal([0, 1])], 'true or false'), z.transform(Number))

const json = z.pipe(z.unknown(), z.transform(jsonOf))

/** Text stays as it is, since it can only be JSON already. */
const jsonObject = z.pipe(
  z.unknown(),
  z.transform((value) => (typeof value === 'string' ? wellFormed(value) : jsonOf(value))),
)

const number = z.number('a number')

/** A time as it is stored, and so exported, of a day that every month has: nothing about it has to be looked at twice. */
const storedForm = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}\+00:00$/

/** Text in any form that `normalizedTimestamp` takes; any other stays as it is. */
const time = (column: Column): z.ZodMiniType<string> =>
  z.pipe(
    z.custom<Timestamp>(isTimestamp, 'a time, such as 2026-11-23T07:38:04Z'),
    z.transform((value) =>
      typeof value === 'string' ? timeText(value) : storedTimestamp(value, column, 'IMPORT_INVALID'),
    ),
  )

/** What may be missing, or be null. */
function orNull<Read>(field: z.ZodMiniType<Read>): z.ZodMiniType<Read | null> {
  // oxlint-disable-next-line no-underscore-dangle -- zod's name for it: default is a word of the language.
  return z._default(z.nullable(field), null)
}

/** The message of an issue is what its field takes. */
const schema: z.ZodMiniType<ImportedFields> = z.strictObject({
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

function timeText(given: string): string {
  return storedForm.test(given) ? given : normalizedTimestamp(wellFormed(given))
}

function isTimestamp(value: unknown): value is Timestamp {
  return typeof value === 'string' || typeof value === 'number' || value instanceof Date
}

function jsonOf(value: unknown): string {
  return boundedJson(value, Infinity).text
}
