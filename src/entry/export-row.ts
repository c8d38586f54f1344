import { AuditError } from '../error.js'
import { columns } from './columns.js'
import type { Column } from './columns.js'
import { described } from './complaint.js'
import type { AuditEntryInput, JsonValue, Outcome } from './entry.js'
import { isObject, parsed } from './from-row.js'
import { type ImportedFields, importedFields } from './imported-fields.js'
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
  if ('session_id' in value) return rowOf(value, context)
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

function rowOf(value: object, { now, nextId }: Pick<EntryContext, 'now' | 'nextId'>): AuditRow {
  const fields = importedFields(value)
  const ms = now()
  const decision = fields.approval_decision ?? 'not_required'
  const success = fields.success ?? Number(saysSuccess(fields, decision))
  return {
    ...fields,
    id: fields.id || nextId(ms),
    timestamp: fields.timestamp ?? storedTimestamp(ms, 'now'),
    approval_required: fields.approval_required ?? 0,
    approval_decision: decision,
    success,
    created_at: fields.created_at ?? storedTimestamp(ms, 'now'),
    outcome: fields.outcome ?? outcomeOf(success, decision),
  }
}

function saysSuccess({ outcome, error }: ImportedFields, decision: string): boolean {
  return outcome === null ? !error && decision !== 'rejected' : outcome === 'succeeded'
}

// What the seventeen columns say of an outcome.
function outcomeOf(success: number, decision: string): Outcome {
  if (success === 1) return 'succeeded'
  return decision === 'rejected' ? 'denied' : 'failed'
}

function renamed(entry: object): object {
  const names: ReadonlyMap<string, string> = new Map(Object.entries(columns))
  return Object.fromEntries(Object.entries(entry).map(([field, value]) => [names.get(field) ?? field, value]))
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
