import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AuditError } from '../../src/error.js'
import { decodeRecord, encodeRecord, recordVersion } from '../../src/record/codec.js'
import type { AuditRecord } from '../../src/record/record.js'
import { anyRow } from '../any-row.js'

const anyJsonText = fc.oneof(
  fc.json(),
  fc.json().map((text) => JSON.stringify(JSON.parse(text), null, '\t')),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\t', '{\r\n}', '{"a":\t1}', 'null'),
)

const anyWholeRecord: fc.Arbitrary<AuditRecord> = fc
  .record({
    row: anyRow,
    parameters: fc.option(anyJsonText),
    result: fc.option(anyJsonText),
    metadata: fc.option(anyJsonText),
  })
  .chain(({ row, ...json }) =>
    fc.constantFrom<AuditRecord>(
      { kind: 'entry', row: { ...row, ...json } },
      { kind: 'entry', imported: true, row: { ...row, ...json } },
      { kind: 'intent', row: { ...row, ...json } },
    ),
  )

const anyOutcome: fc.Arbitrary<AuditRecord> = fc
  .record({ row: anyRow, result: fc.option(anyJsonText) })
  .map(({ row, result }) => ({
    kind: 'outcome',
    row: {
      id: row.id,
      session_id: row.session_id,
      step_id: row.step_id,
      timestamp: row.timestamp,
      tool_name: row.tool_name,
      risk_level: row.risk_level,
      created_at: row.created_at,
      result,
      error: row.error,
      duration_ms: row.duration_ms,
      success: row.success,
      outcome: row.outcome,
      settled_at: row.created_at,
      result_size: row.result_size,
    },
  }))

describe('a record of the journal', () => {
  it('comes back as it was, whatever its texts hold', () => {
    fc.assert(
      fc.property(fc.oneof(anyWholeRecord, anyOutcome), (record) => {
        expect(decodeRecord(encodeRecord(record))).toStrictEqual(record)
      }),
    )
  })

  it('is a single line', () => {
    fc.assert(
      fc.property(fc.oneof(anyWholeRecord, anyOutcome), (record) => {
        expect(encodeRecord(record)).not.toMatch(/[\r\n]/)
      }),
    )
  })

  it('of a newer version is refused, not guessed at', () => {
    const line = `{"v":${recordVersion + 1},"kind":"entry","row":{}}\t{}\t\t`
    expect(() => decodeRecord(line)).toThrow(AuditError)
    expect(() => decodeRecord(line)).toThrow(/Update tallystick/)
  })
})
