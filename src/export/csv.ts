import { columns, type Column, type Field } from '../entry/columns.js'
import type { AuditRow } from '../entry/row.js'
import type { RowEncoder } from './encoder.js'

/** How `csvEncoder()` writes. */
export interface CsvEncoderOptions {
  readonly columns: readonly Field[]
  /** Whether cells that a spreadsheet would run as a formula are kept as they are. */
  readonly keepFormulas: boolean
}

/** What a CSV file shows unless told otherwise. */
export const defaultFields: readonly Field[] = [
  'timestamp',
  'toolName',
  'riskLevel',
  'approvalDecision',
  'success',
  'durationMs',
  'error',
]

const booleans: ReadonlySet<Column> = new Set<Column>(['approval_required', 'success'])

/**
 * What makes a spreadsheet run a cell (OWASP, "CSV Injection"): an operator at its start, plain or full-width, also after
 * blanks or quotes that a program strips; or a TAB, CR or LF, which some take for the start of a new cell.
 */
const runs = /^(?:[\t\r\n]|[\s"'\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u

/** CSV as RFC 4180 has it: CRLF after each record, quotes doubled. Null is an empty cell, an empty text is `""`. */
export function csvEncoder(options: CsvEncoderOptions): RowEncoder {
  const names = options.columns.map((field) => columns[field])
  const record = (cells: readonly string[]): string => `${cells.join(',')}\r\n`
  return {
    head: record(names),
    separator: '',
    tail: '',
    row: (row) => record(names.map((name) => cell(row, name, options.keepFormulas))),
  }
}

function cell(row: AuditRow, name: Column, keepFormulas: boolean): string {
  const value = row[name]
  if (value === null) return ''
  if (typeof value === 'number') return booleans.has(name) ? String(value !== 0) : String(value)
  return quoted(keepFormulas || !runs.test(value) ? value : `'${value}`)
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
