import { describe, expect, test } from 'vitest'
import { validEntry, validIntent, validOutcome } from '../../src/entry/validate.js'

const entry = { sessionId: 's', stepId: '1', toolName: 'read', riskLevel: 'safe' }

describe('validEntry', () => {
  test('takes the least and the most', () => {
    expect(validEntry(entry)).toEqual(entry)
    const whole = {
      ...entry,
      id: 'i',
      timestamp: 0,
      parameters: {},
      result: undefined,
      error: new Error('no'),
      durationMs: 0,
      approvalRequired: true,
      approvalDecision: 'approved',
      approvedBy: 'policy:p',
      approvalTimeMs: null,
      approvalReason: '',
      success: false,
      parentPlanId: null,
      outcome: 'failed',
      agentId: 'a',
      toolCallId: 't',
      metadata: null,
    }
    expect(validEntry(whole)).toEqual(whole)
  })

  test.each([
    [{ riskLevel: 'high' }, 'riskLevel must be one of safe, moderate, destructive, critical; got "high".'],
    [{ riskLevel: undefined }, 'riskLevel must be one of safe, moderate, destructive, critical; got nothing.'],
    [{ sessionId: '' }, 'sessionId must be text that is not empty; got "".'],
    [{ sessionId: undefined }, 'sessionId must be text that is not empty; got nothing.'],
    [{ stepId: 3 }, 'stepId must be text that is not empty; got 3.'],
    [{ toolName: null }, 'toolName must be text that is not empty; got null.'],
    [{ id: '' }, 'id must be text that is not empty; got "".'],
    [{ durationMs: -1 }, 'durationMs must be milliseconds, zero or more; got -1.'],
    [{ durationMs: Number.NaN }, 'durationMs must be milliseconds, zero or more; got NaN.'],
    [{ durationMs: Infinity }, 'durationMs must be milliseconds, zero or more; got Infinity.'],
    [{ durationMs: '5' }, 'durationMs must be milliseconds, zero or more; got "5".'],
    [{ approvalTimeMs: -0.1 }, 'approvalTimeMs must be milliseconds, zero or more; got -0.1.'],
    [{ parameters: [1] }, 'parameters must be an object (wrap other values, as in { args: [1, 2] }); got a list.'],
    [{ metadata: 'm' }, 'metadata must be an object (wrap other values, as in { args: [1, 2] }); got "m".'],
    [{ approvalRequired: 1 }, 'approvalRequired must be true or false; got 1.'],
    [{ approvalDecision: 'yes' }, 'approvalDecision must be one of approved, rejected, auto, not_required; got "yes".'],
    [{ outcome: 'done' }, 'outcome must be one of pending, succeeded, failed, denied; got "done".'],
    [{ approvedBy: 1 }, 'approvedBy must be text or null; got 1.'],
    [{ session_id: 's' }, 'The entry has no field "session_id". Did you mean sessionId?'],
    [{ paramaters: {} }, 'The entry has no field "paramaters". Did you mean parameters?'],
    [{ colour: 1 }, 'The entry has no field "colour". Put what is your own under metadata.'],
    [{ outcome: 'denied', success: true }, 'success is true, but outcome is denied. Leave one of them out.'],
    [{ outcome: 'pending', success: true }, 'success is true, but outcome is pending. Leave one of them out.'],
    [{ outcome: 'succeeded', success: false }, 'success is false, but outcome is succeeded. Leave one of them out.'],
  ])('%o is refused', (fields, message) => {
    expect(() => validEntry({ ...entry, ...fields })).toThrow(
      expect.objectContaining({ name: 'AuditError', code: 'ENTRY_INVALID', message }),
    )
  })

  test.each([
    [undefined, 'The entry must be an object; got nothing.'],
    [null, 'The entry must be an object; got null.'],
    ['x', 'The entry must be an object; got "x".'],
    [[], 'The entry must be an object; got a list.'],
  ])('%s is no entry', (input, message) => {
    expect(() => validEntry(input)).toThrow(message)
  })

  test('an input that throws when it is read is refused, with the cause', () => {
    const cause = new Error('no')
    const input = {
      ...entry,
      get toolName(): string {
        throw cause
      },
    }
    expect(() => validEntry(input)).toThrow(expect.objectContaining({ code: 'ENTRY_INVALID', cause }))
  })

  test('a misspelt field is named before the one that is missing for it', () => {
    const { sessionId, ...others } = entry
    expect(() => validEntry({ ...others, session_id: sessionId })).toThrow(
      'The entry has no field "session_id". Did you mean sessionId?',
    )
  })

  test('a proxy that was revoked is refused, as the input and as a field', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(() => validEntry(proxy)).toThrow('The entry cannot be read: one of its fields throws.')
    expect(() => validEntry({ ...entry, toolName: proxy })).toThrow(
      'toolName must be text that is not empty; got an object.',
    )
  })
})

test('an intent has no end yet', () => {
  expect(validIntent(entry)).toEqual(entry)
  expect(() => validIntent({ ...entry, durationMs: 1 })).toThrow('The intent has no field "durationMs".')
})

test('an outcome cannot be pending', () => {
  expect(validOutcome({ outcome: 'denied' })).toEqual({ outcome: 'denied' })
  expect(() => validOutcome({ outcome: 'pending' })).toThrow('outcome must be one of succeeded, failed, denied')
  expect(() => validOutcome({ outcome: 'failed', success: true })).toThrow('Leave one of them out.')
})
