import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnNames } from '../../src/entry/columns.js'
import { exportObject } from '../../src/entry/export-row.js'
import { rowFromExport } from '../../src/entry/import-row.js'
import { toEntry } from '../../src/entry/from-row.js'
import { makeEntry } from '../../src/entry/make.js'
import type { AuditRow } from '../../src/entry/row.js'
import { storedTimestamp } from '../../src/entry/timestamp.js'
import { readTraces, tracesAvailable } from '../traces.js'
import { anyEntryInput } from './any-entry.js'
import { testContext, testNow } from './context.js'

const context = testContext(Infinity)
const reimported = (row: AuditRow): AuditRow => rowFromExport(JSON.parse(JSON.stringify(exportObject(row))), context)
const input = { sessionId: 's', stepId: '1', toolName: 'read', riskLevel: 'safe' } as const
const { row } = makeEntry({ ...input, parameters: { a: [1] }, result: 'r' }, context)

const known = {
  id: 'i',
  session_id: 's',
  step_id: 3,
  timestamp: '2026-11-23 07:38:04',
  tool_name: 'read',
  parameters: '{"a": 12345678901234567890}',
  result: { b: 1 },
  error: null,
  duration_ms: null,
  risk_level: 'severe',
  approval_required: 1,
  approval_decision: 'rejected',
  approved_by: 'user',
  approval_time_ms: 1.5,
  success: false,
  parent_plan_id: null,
  created_at: '2026-11-23T07:38:04.998596+00:00',
}

test('an exported row has every column, values as JSON and flags as booleans', () => {
  const object = exportObject(row)
  expect(Object.keys(object)).toEqual(columnNames)
  expect(object).toMatchObject({
    parameters: { a: [1] },
    result: 'r',
    metadata: null,
    success: true,
    approval_required: false,
    timestamp: storedTimestamp(testNow),
  })
})

describe('import(export(row)) is the row', () => {
  test('for every row that we make', () => {
    fc.assert(
      fc.property(anyEntryInput, fc.constantFrom(64, 200, Infinity), (any, maxDataLength) => {
        const made = makeEntry(any, testContext(maxDataLength))
        expect(reimported(made.row)).toEqual(made.row)
        expect(rowFromExport(made.entry, context)).toEqual(made.row)
      }),
    )
  })

  test.each<[Partial<AuditRow>]>([
    [{ parameters: null, duration_ms: null }],
    [{ parameters: 'not JSON' }],
    [{ parameters: '"a text"' }],
    [{ parameters: '[1, 2]' }],
    [{ parameters: '{"id": 12345678901234567890}' }],
    [{ risk_level: 'severe', approval_decision: 'later', outcome: 'odd' }],
    [{ timestamp: 'yesterday', error: '' }],
  ])('for %o of another program', (foreign) => {
    expect(reimported({ ...row, ...foreign })).toEqual({ ...row, ...foreign })
  })

  test.runIf(tracesAvailable)('for the recorded calls', () => {
    for (const call of readTraces()) {
      const made = makeEntry(call, context)
      expect(reimported(made.row)).toEqual(made.row)
    }
  })
})

test('an object of the seventeen columns is taken', () => {
  expect(rowFromExport(known, context)).toEqual({
    ...known,
    step_id: '3',
    timestamp: '2026-11-23T07:38:04.000000+00:00',
    result: '{"b":1}',
    success: 0,
    outcome: 'denied',
    settled_at: null,
    agent_id: null,
    tool_call_id: null,
    approval_reason: null,
    metadata: null,
    parameters_size: null,
    result_size: null,
  })
})

test('an entry is taken, and what log() takes', () => {
  expect(rowFromExport(toEntry(row), context)).toEqual(row)
  expect(rowFromExport({ ...input, id: row.id, parameters: { a: [1] }, result: 'r' }, context)).toEqual(row)
})

test('times are taken as a Date and as milliseconds, too', () => {
  const { timestamp, created_at } = rowFromExport(
    { ...known, timestamp: new Date(testNow), created_at: testNow },
    context,
  )
  expect([timestamp, created_at]).toEqual([storedTimestamp(testNow), storedTimestamp(testNow)])
})

test('a field is read once, even to say what it got', () => {
  let reads = 0
  const counting = {
    ...known,
    get tool_name(): unknown {
      reads += 1
      return reads === 1 ? {} : 'read'
    },
  }
  expect(() => rowFromExport(counting, context)).toThrow('tool_name must be text; got an object.')
  expect(reads).toBe(1)
})

test('texts that other programs left empty stay so', () => {
  const bare = { ...row, session_id: '', step_id: '', tool_name: '', risk_level: '', timestamp: '', created_at: '' }
  expect(rowFromExport(exportObject(bare), context)).toEqual(bare)
})

test('without a word on success, an error or a rejection says it', () => {
  const { success: _, ...silent } = known
  const said = (fields: object): unknown => {
    const { success, outcome } = rowFromExport(
      { ...silent, error: null, approval_decision: 'auto', ...fields },
      context,
    )
    return [success, outcome]
  }
  expect(said({})).toEqual([1, 'succeeded'])
  expect(said({ error: 'no' })).toEqual([0, 'failed'])
  expect(said({ approval_decision: 'rejected' })).toEqual([0, 'denied'])
  expect(said({ outcome: 'pending' })).toEqual([0, 'pending'])
  expect(said({ outcome: 'succeeded', error: 'a warning' })).toEqual([1, 'succeeded'])
})

test('nothing is bounded', () => {
  const { parameters } = rowFromExport({ ...input, parameters: { a: 'x'.repeat(100_000) } }, context)
  expect(parameters).toHaveLength(100_008)
})

test.each([
  [{ ...known, tool_name: undefined }, 'tool_name must be text; got nothing.'],
  [{ ...known, risk_level: null }, 'risk_level must be text; got null.'],
  [{ ...known, session_id: {} }, 'session_id must be text; got an object.'],
  [{ ...known, error: {} }, 'error must be text; got an object.'],
  [{ ...known, success: 'yes' }, 'success must be true or false; got "yes".'],
  [{ ...known, duration_ms: '5' }, 'duration_ms must be a number; got "5".'],
  [{ ...known, timestamp: true }, 'timestamp must be a time, such as 2026-11-23T07:38:04Z; got true.'],
  [{ ...known, created_at: Number.NaN }, 'created_at must be a valid time of the years 0000 to 9999'],
  [{ ...known, agentid: 1 }, 'An entry has no field "agentid". Did you mean agent_id?'],
  [{ ...known, created_at: new Date(Number.NaN) }, 'created_at must be a valid time of the years 0000 to 9999'],
  [{ ...known, step_id: undefined, stepId: '3' }, 'An entry has no field "stepId". Did you mean step_id?'],
  [JSON.parse('{"session_id":"s","__proto__":{"id":"i"}}'), 'An entry has no field "__proto__".'],
  [{ ...toEntry(row), riskLevel: 5n }, 'risk_level must be text; got a bigint.'],
  [{ ...toEntry(row), colour: 1 }, 'An entry has no field "colour". Put what is your own under metadata.'],
  [{ ...input, riskLevel: 'high' }, 'riskLevel must be one of safe, moderate, destructive, critical; got "high".'],
  [{ toolName: 'read' }, 'sessionId must be text that is not empty; got nothing.'],
  [null, 'An entry must be an object; got null.'],
  [[], 'An entry must be an object; got a list.'],
  ['x', 'An entry must be an object; got "x".'],
])('%o is refused', (value, message) => {
  expect(() => rowFromExport(value, context)).toThrow(
    expect.objectContaining({ code: 'IMPORT_INVALID', message: expect.stringContaining(message) }),
  )
})
