import { AuditError } from '../error.js'
import { columnNames, columns } from './columns.js'
import type { Column } from './columns.js'
import { described, nearest } from './complaint.js'
import type { AuditEntryInput, JsonValue, Outcome } from './entry.js'
import { isObject, parsed } from './from-row.js'
import { importedFields } from './imported-fields.js'
import { makeEntry } from './make.js'
import type { EntryContext } from './make.js'
import type { AuditRow } from './row.js'
import { storedTimestamp } from './timestamp.js'

/** A row as JSON and NDJSON exports hold it: the JSON columns as values, flags as true and false. */
export type ExportedRow = Readonly<Record<Column, JsonValue>>

/** A row as an object of an export; `rowFromExport` is the inverse. */
export function exportObject(row: AuditRow): ExportedRow {
  return {
    ...row,
    parameters: objectOf(row.parameters),
    result: row.result === null ? null : parsed(row.result),
    approval_required: row.approval_required !== 0,
    success: row.success !== 0,
    metadata: objectOf(row.metadata),
  }
}

/**
 * The row of an imported object: one of an export, one that names only the seventeen columns of other programs, an
 * `AuditEntry`, or what `log()` takes. Nothing is bounded or redacted. Ids and times of writing that are missing are made.
 *
 * @throws AuditError `IMPORT_INVALID`, naming the field.
 */
export function rowFromExport(value: unknown, context: Pick<EntryContext, 'now' | 'nextId'>): AuditRow {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(`An entry must be an object; got ${described(value)}.`)
  }
  if ('session_id' in value) return rowOf(new Map(Object.entries(value)), context)
  if ('createdAt' in value) return rowOf(renamed(value), context)
  return rowOfInput(value, context)
}

function rowOfInput(value: object, context: Pick<EntryContext, 'now' | 'nextId'>): AuditRow {
  try {
    // Checked in makeEntry.
    return makeEntry(value as AuditEntryInput, { ...context, maxDataLength: Infinity, redactor: null }).row
  } catch (error) {
    throw error instanceof AuditError ? new AuditError('IMPORT_INVALID', error.message, { cause: error }) : error
  }
}

function rowOf(values: ReadonlyMap<string, unknown>, { now, nextId }: Pick<EntryContext, 'now' | 'nextId'>): AuditRow {
  refuseUnknown(values)
  const fields = importedFields(values)
  const ms = now()
  const decision = fields.text('approval_decision') ?? 'not_required'
  const error = fields.text('error')
  const said = fields.text('outcome')
  const success =
    fields.flag('success') ?? Number(said === null ? !error && decision !== 'rejected' : said === 'succeeded')
  return {
    id: fields.text('id') || nextId(ms),
    session_id: fields.required('session_id'),
    step_id: fields.required('step_id'),
    timestamp: fields.time('timestamp') ?? storedTimestamp(ms, 'now'),
    tool_name: fields.required('tool_name'),
    parameters: fields.jsonObject('parameters'),
    result: fields.json('result'),
    error,
    duration_ms: fields.number('duration_ms'),
    risk_level: fields.required('risk_level'),
    approval_required: fields.flag('approval_required') ?? 0,
    approval_decision: decision,
    approved_by: fields.text('approved_by'),
    approval_time_ms: fields.number('approval_time_ms'),
    success,
    parent_plan_id: fields.text('parent_plan_id'),
    created_at: fields.time('created_at') ?? storedTimestamp(ms, 'now'),
    outcome: said ?? outcomeOf(success, decision),
    settled_at: fields.time('settled_at'),
    agent_id: fields.text('agent_id'),
    tool_call_id: fields.text('tool_call_id'),
    approval_reason: fields.text('approval_reason'),
    metadata: fields.jsonObject('metadata'),
    parameters_size: fields.number('parameters_size'),
    result_size: fields.number('result_size'),
  }
}

// What the seventeen columns say of an outcome.
function outcomeOf(success: number, decision: string): Outcome {
  if (success === 1) return 'succeeded'
  return decision === 'rejected' ? 'denied' : 'failed'
}

function renamed(entry: object): ReadonlyMap<string, unknown> {
  const names: ReadonlyMap<string, string> = new Map(Object.entries(columns))
  return new Map(Object.entries(entry).map(([field, value]) => [names.get(field) ?? field, value]))
}

function refuseUnknown(values: ReadonlyMap<string, unknown>): void {
  const names: readonly string[] = columnNames
  const unknown = [...values.keys()].find((name) => !names.includes(name))
  if (unknown === undefined) return
  const near = nearest(unknown, names)
  const hint = near === undefined ? 'Put what is your own under metadata.' : `Did you mean ${near}?`
  throw invalid(`An entry has no field ${JSON.stringify(unknown)}. ${hint}`)
}

// Text that is no object, or that another program wrote with numbers beyond what JavaScript holds, stays the text it is.
function objectOf(text: string | null): JsonValue {
  if (text === null) return null
  const value = parsed(text)
  const exact = !/\d{16}/.test(text) || JSON.stringify(value) === text
  return isObject(value) && exact ? value : text
}

function invalid(message: string): AuditError {
  return new AuditError('IMPORT_INVALID', message)
}
