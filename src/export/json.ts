import { exportObject } from '../entry/export-row.js'
import type { AuditRow } from '../entry/row.js'
import type { RowEncoder } from './encoder.js'

const line = (row: AuditRow): string => JSON.stringify(exportObject(row))

/** One array of objects with snake_case keys, one object a line. */
export const jsonEncoder: RowEncoder = { head: '[\n', separator: ',\n', tail: '\n]\n', row: line }

/** One object a line, and nothing else. */
export const ndjsonEncoder: RowEncoder = { head: '', separator: '', tail: '', row: (row) => `${line(row)}\n` }
