import type { Column } from './columns.js'
import type { JsonValue } from './entry.js'
import { isObject, parsed } from './from-row.js'
import type { AuditRow } from './row.js'

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

// Text that is no object, or that another program wrote with numbers beyond what JavaScript holds, stays the text it is.
function objectOf(text: string | null): JsonValue {
  if (text === null) return null
  const value = parsed(text)
  const exact = !/\d{16}/.test(text) || JSON.stringify(value) === text
  return isObject(value) && exact ? value : text
}
