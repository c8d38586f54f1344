import type { Column } from '../../entry/columns.js'
import { AuditError } from '../../error.js'
import { decodeRecord } from '../../record/codec.js'
import type { AuditRecord } from '../../record/record.js'
import { requiredColumns } from './schema.js'

/**
 * The record that a frame of the journal holds, fit to be applied.
 *
 * @throws AuditError `JOURNAL_DAMAGED` when it holds none, `DATABASE_NEWER`.
 */
export function readRecord(frame: string): AuditRecord {
  const record = decode(frame)
  if (isRecord(record)) return record
  throw damaged(new TypeError('A kind or a column is missing.'))
}

function decode(frame: string): AuditRecord {
  try {
    return decodeRecord(frame)
  } catch (error) {
    throw error instanceof AuditError ? error : damaged(error)
  }
}

/** Columns that no row is without. */
const neededColumns: readonly Column[] = [...requiredColumns, 'created_at']

function isRecord({ kind, row }: Partial<AuditRecord>): boolean {
  if (kind !== 'entry' && kind !== 'intent' && kind !== 'outcome') return false
  if (typeof row !== 'object' || row === null) return false
  const values: Partial<Record<Column, unknown>> = row
  return neededColumns.every((column) => typeof values[column] === 'string') && Object.values(row).every(isStorable)
}

function isStorable(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number'
}

function damaged(cause: unknown): AuditError {
  return new AuditError('JOURNAL_DAMAGED', 'A record of the journal could not be read. It was skipped.', { cause })
}
