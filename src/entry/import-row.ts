import { AuditError } from '../error.js'
import { columns } from './columns.js'
import { described } from './complaint.js'
import type { AuditEntryInput, Outcome } from './entry.js'
import { type ImportedFields, importedFields } from './imported-fields.js'
import { type EntryContext, makeEntry } from './make.js'
import type { AuditRow } from './row.js'
import { storedTimestamp } from './timestamp.js'

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

function invalid(message: string): AuditError {
  return new AuditError('IMPORT_INVALID', message)
}
