import { describe, expect, test } from 'vitest'
import { columnNames } from '../../src/entry/columns.js'
import type { AuditEntryInput } from '../../src/entry/entry.js'
import { toEntry } from '../../src/entry/from-row.js'
import { makeEntry, makeIntent, makeOutcome } from '../../src/entry/make.js'
import { storedTimestamp } from '../../src/entry/timestamp.js'
import { readTraces, tracesAvailable } from '../traces.js'
import { testContext, testNow } from './context.js'

const input: AuditEntryInput = { sessionId: 's', stepId: '1', toolName: 'read', riskLevel: 'safe' }

describe('makeEntry', () => {
  test('fills in the defaults', () => {
    const { row, entry } = makeEntry(input, testContext())
    expect(entry).toEqual({
      id: expect.stringMatching(/^[\w-]{22}$/),
      sessionId: 's',
      stepId: '1',
      timestamp: testNow,
      toolName: 'read',
      parameters: {},
      result: null,
      error: null,
      durationMs: 0,
      riskLevel: 'safe',
      approvalRequired: false,
      approvalDecision: 'not_required',
      approvedBy: null,
      approvalTimeMs: null,
      success: true,
      parentPlanId: null,
      createdAt: testNow,
      outcome: 'succeeded',
      settledAt: null,
      agentId: null,
      toolCallId: null,
      approvalReason: null,
      metadata: null,
      parametersSize: 2,
      resultSize: null,
    })
    expect(row).toMatchObject({ parameters: '{}', result: null, created_at: storedTimestamp(testNow) })
    expect(Object.keys(row)).toEqual(columnNames)
  })

  test.each<[Partial<AuditEntryInput>, string, boolean]>([
    [{}, 'succeeded', true],
    [{ error: 'no' }, 'failed', false],
    [{ error: new Error('no') }, 'failed', false],
    [{ error: null }, 'succeeded', true],
    [{ error: '' }, 'succeeded', true],
    [{ success: false }, 'failed', false],
    [{ success: true, error: 'a warning' }, 'succeeded', true],
    [{ approvalDecision: 'rejected' }, 'denied', false],
    [{ approvalDecision: 'rejected', error: 'not allowed' }, 'denied', false],
    [{ approvalDecision: 'rejected', success: true }, 'succeeded', true],
    [{ outcome: 'pending' }, 'pending', false],
    [{ outcome: 'denied' }, 'denied', false],
    [{ outcome: 'failed' }, 'failed', false],
  ])('%o is %s', (fields, outcome, success) => {
    const { row, entry } = makeEntry({ ...input, ...fields }, testContext())
    expect(entry).toMatchObject({ outcome, success })
    expect(row).toMatchObject({ outcome, success: Number(success) })
  })

  test.each([
    [new TypeError('no'), 'TypeError: no'],
    [new Error(), 'Error'],
    ['as it is', 'as it is'],
    ['lone \ud800', 'lone \ufffd'],
    [{ code: 1 }, '{"code":1}'],
    [404, '404'],
    [undefined, null],
    [new DOMException('gone', 'AbortError'), 'AbortError: gone'],
    ['x'.repeat(100), `${'x'.repeat(46)}…[+54 characters]`],
    [new Error('x'.repeat(100)), `Error: ${'x'.repeat(39)}…[+61 characters]`],
  ])('the error %o is kept as %s', (error, text) => {
    expect(makeEntry({ ...input, error }, testContext(64)).row.error).toBe(text)
  })

  test('bounds parameters, result and metadata, and says how large they were', () => {
    const long = { a: 'x'.repeat(5000) }
    const { row, entry } = makeEntry({ ...input, parameters: long, result: long, metadata: long }, testContext(100))
    for (const text of [row.parameters, row.result, row.metadata]) expect(text?.length).toBeLessThanOrEqual(100)
    expect(entry).toMatchObject({ parametersSize: 5008, resultSize: 5008 })
  })

  test.each([
    [new Set([1]), { value: [1] }],
    [new URL('https://example.org/'), { value: 'https://example.org/' }],
    [new Map([['a', 1]]), { a: 1 }],
    [new Map([[1, 2]]), { value: [[1, 2]] }],
  ])('parameters of %o stay an object', (parameters, kept) => {
    expect(makeEntry({ ...input, parameters }, testContext()).entry.parameters).toEqual(kept)
  })

  test('a result that JSON has only null for is null', () => {
    const { row } = makeEntry({ ...input, result: new Date(Number.NaN) }, testContext())
    expect(row).toMatchObject({ result: null, result_size: null })
  })

  test('keeps an id and a time that were given', () => {
    const { entry } = makeEntry({ ...input, id: 'mine', timestamp: '2026-01-01T00:00:00.000001+01:00' }, testContext())
    expect(entry).toMatchObject({ id: 'mine', timestamp: '2025-12-31T23:00:00.000001Z', createdAt: testNow })
  })

  test('a time without a zone is refused', () => {
    const call = (): unknown => makeEntry({ ...input, timestamp: '2026-01-01T00:00:00' }, testContext())
    expect(call).toThrow(
      expect.objectContaining({
        code: 'ENTRY_INVALID',
        message: expect.stringMatching(/^timestamp must be a valid time.* with its zone/),
      }),
    )
  })

  test('what the caller changes later does not change the entry', () => {
    const parameters = { list: [1] }
    const { entry } = makeEntry({ ...input, parameters }, testContext())
    parameters.list.push(2)
    expect(entry.parameters).toEqual({ list: [1] })
  })
})

describe('makeIntent and makeOutcome', () => {
  test('an intent is pending, and no success yet', () => {
    const { row, entry } = makeIntent({ ...input, approvalDecision: 'approved' }, testContext())
    expect(entry).toMatchObject({ outcome: 'pending', success: false, settledAt: null, approvalDecision: 'approved' })
    expect(toEntry(row)).toEqual(entry)
  })

  test('an outcome settles it', () => {
    const intent = makeIntent({ ...input, timestamp: 0 }, testContext()).entry
    const { row, entry } = makeOutcome(intent, { result: [1], durationMs: 5 }, testContext())
    const settled = {
      result: [1],
      resultSize: 3,
      durationMs: 5,
      outcome: 'succeeded',
      success: true,
      settledAt: testNow,
    }
    expect(entry).toEqual({ ...intent, ...settled })
    expect(row).toEqual({
      id: intent.id,
      session_id: 's',
      step_id: '1',
      timestamp: '1970-01-01T00:00:00.000000+00:00',
      tool_name: 'read',
      risk_level: 'safe',
      created_at: storedTimestamp(testNow),
      result: '[1]',
      error: null,
      duration_ms: 5,
      success: 1,
      outcome: 'succeeded',
      settled_at: storedTimestamp(testNow),
      result_size: 3,
    })
  })

  test('without an outcome it succeeded; rejected it was denied; with an error it failed', () => {
    const intent = makeIntent(input, testContext()).entry
    const rejected = makeIntent({ ...input, approvalDecision: 'rejected' }, testContext()).entry
    expect(makeOutcome(intent, undefined, testContext()).entry).toMatchObject({ outcome: 'succeeded', success: true })
    expect(makeOutcome(rejected, {}, testContext()).entry).toMatchObject({ outcome: 'denied', success: false })
    expect(makeOutcome(intent, { error: 'no' }, testContext()).entry).toMatchObject({
      outcome: 'failed',
      success: false,
    })
  })
})

test.runIf(tracesAvailable)('the recorded calls are kept as they are', () => {
  const context = testContext(Infinity)
  for (const call of readTraces()) {
    const { row, entry } = makeEntry(call, context)
    const { parameters, result, error, sessionId, stepId, toolName, durationMs } = entry
    expect(toEntry(row)).toEqual(entry)
    expect({ parameters, result, error, sessionId, stepId, toolName, durationMs }).toEqual({
      parameters: call.parameters,
      result: call.result,
      error: call.error,
      sessionId: call.sessionId,
      stepId: call.stepId,
      toolName: call.toolName,
      durationMs: call.durationMs,
    })
  }
})
