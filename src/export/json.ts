import { exportObject } from '../entry/export-row.js'
import type { AuditRow } from '../entry/row.js'
import type { RowEncoder } from './encoder.js'

/** JSON of other programs may lie deeper than can be written again: it stays the text it is, so that the export goes on. */
function line(row: AuditRow): string {
  try {
    return JSON.stringify(exportObject(row))
  } catch {
    const { parameters, result, metadata } = row
    return JSON.stringify({ ...exportObject(row), parameters, result, metadata })
  }
}

/** One array of objects with snake_case keys, one object a line. */
export const jsonEncoder: RowEncoder = { head: '[\n', separator: ',\n', tail: '\n]\n', row: line }

/** One object a line, and nothing else. */
export const ndjsonEncoder: RowEncoder = { head: '', separator: '', tail: '', row: (row) => `${line(row)}\n` }
