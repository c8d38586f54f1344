import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnNames, columns, type Field } from '../../src/entry/columns.js'
import type { AuditRow } from '../../src/entry/row.js'
import { csvEncoder, defaultFields } from '../../src/export/csv.js'
import { anyRow, someRow } from '../any-row.js'

const allFields = Object.keys(columns) as Field[]

/** A CSV file of rows. */
function csv(rows: readonly AuditRow[], fields: readonly Field[] = allFields, keepFormulas = true): string {
  const encoder = csvEncoder({ columns: fields, keepFormulas })
  return encoder.head + rows.map(encoder.row).join(encoder.separator) + encoder.tail
}

/** What an independent parser makes of a cell: flags as words, and no difference between null and empty. */
function cells(row: AuditRow): string[] {
  return columnNames.map((name) => {
    if (name === 'success' || name === 'approval_required') return String(row[name] !== 0)
    return String(row[name] ?? '')
  })
}

describe('CSV', () => {
  test('has a header and CRLF, and shows seven columns by default', () => {
    const row = someRow({ tool_name: 'file_write', error: null, duration_ms: 12.5, success: 1, risk_level: 'safe' })
    expect(csv([row], defaultFields)).toBe(
      'timestamp,tool_name,risk_level,approval_decision,success,duration_ms,error\r\n' +
        `${row.timestamp},file_write,safe,not_required,true,12.5,\r\n`,
    )
  })

  test('tells an empty text from null, and doubles quotes', () => {
    expect(csv([someRow({ error: '', result: '"a, b"' })], ['error', 'result', 'approvedBy'])).toBe(
      'error,result,approved_by\r\n"","""a, b""",\r\n',
    )
  })

  test('is read back as it was by another parser', () => {
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        const records: string[][] = parse(csv(rows), { record_delimiter: '\r\n' })
        expect(records).toEqual([[...columnNames], ...rows.map(cells)])
      }),
    )
  })

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    '\tx',
    '\rx',
    '\nx',
    ' =1',
    '\u00a0=1',
    '"=1',
    "'=1",
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '\u200b=1',
    '\0=1',
  ])('defuses %j', (error) => {
    expect(parse(csv([someRow({ error })], ['error'], false), { record_delimiter: '\r\n' })[1]).toEqual([`'${error}`])
  })

  test.each(['a=1', '12', '{"a":"=1"}', 'Error: -1', ''])('leaves %j as it is', (error) => {
    expect(
      parse(csv([someRow({ error })], ['error'], false), { record_delimiter: '\r\n', skip_empty_lines: false })[1],
    ).toEqual([error])
  })

  test('leaves no cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        const records: string[][] = parse(csv(rows, allFields, false), { record_delimiter: '\r\n' })
        for (const cell of records.flat()) expect(cell).not.toMatch(/^\s*[=+\-@\t\r\n＝＋－＠]/)
      }),
    )
  })
})
