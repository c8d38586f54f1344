import * as fc from 'fast-check'
import type { AuditRow } from '../src/entry/row.js'
import { approvalDecisions, outcomes, riskLevels } from '../src/entry/validate.js'
import { storedTimestamp } from '../src/entry/timestamp.js'

const someTime = '2026-11-23T07:38:04.998596+00:00'

/** A row of an entry, with what a test cares about. */
export function someRow(columns: Partial<AuditRow> = {}): AuditRow {
  return {
    id: 'id-1',
    session_id: 'session',
    step_id: 'step',
    timestamp: someTime,
    tool_name: 'tool',
    parameters: '{}',
    result: null,
    error: null,
    duration_ms: 0,
    risk_level: 'safe',
    approval_required: 0,
    approval_decision: 'not_required',
    approved_by: null,
    approval_time_ms: null,
    success: 1,
    parent_plan_id: null,
    created_at: someTime,
    outcome: 'succeeded',
    settled_at: null,
    agent_id: null,
    tool_call_id: null,
    approval_reason: null,
    metadata: null,
    parameters_size: null,
    result_size: null,
    ...columns,
  }
}

/** Text with what breaks files: quotes, line ends, NUL, formulas, wildcards, letters of all kinds. */
export const anyText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '=', '+1', '@', '"', ',', '\r\n', '\0', '%', '_', "'", 'ÄÖ', 'aB'),
    fc.string({ unit: 'grapheme' }),
  )
  .map((parts) => parts.join(''))

const name = anyText.map((text) => `n${text}`)
const flag = fc.constantFrom(0, 1)
const milliseconds = fc.double({ min: 0, max: 1e9, noNaN: true })
const moment = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => storedTimestamp(date))
const size = fc.option(fc.nat())
const textOrNull = fc.option(anyText)
/** The text of a value in the one form that JSON.stringify gives it. */
const jsonText = (values: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  values.map((value) => JSON.stringify(JSON.parse(JSON.stringify(value))))
const anyObject = jsonText(fc.dictionary(anyText, fc.jsonValue({ stringUnit: 'grapheme' })))

/** Any row that the store could have made. */
export const anyRow: fc.Arbitrary<AuditRow> = fc.record({
  id: fc.uuid(),
  session_id: name,
  step_id: name,
  timestamp: moment,
  tool_name: name,
  parameters: anyObject,
  result: fc.option(jsonText(fc.jsonValue({ stringUnit: 'grapheme' })).filter((text) => text !== 'null')),
  error: textOrNull,
  duration_ms: milliseconds,
  risk_level: fc.constantFrom(...riskLevels),
  approval_required: flag,
  approval_decision: fc.constantFrom(...approvalDecisions),
  approved_by: textOrNull,
  approval_time_ms: fc.option(milliseconds),
  success: flag,
  parent_plan_id: textOrNull,
  created_at: moment,
  outcome: fc.constantFrom(...outcomes),
  settled_at: fc.option(moment),
  agent_id: textOrNull,
  tool_call_id: textOrNull,
  approval_reason: textOrNull,
  metadata: fc.option(anyObject),
  parameters_size: size,
  result_size: size,
})
