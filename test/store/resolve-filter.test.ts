import { describe, expect, test } from 'vitest'
import type { AuditFilter } from '../../src/store/filter.js'
import { resolveFilter } from '../../src/store/resolve-filter.js'

describe('a filter', () => {
  test('takes one value or several', () => {
    expect(resolveFilter({ sessionId: 'a', riskLevel: ['safe', 'critical'], toolName: [] })).toEqual({
      sessionId: ['a'],
      riskLevel: ['safe', 'critical'],
      toolName: [],
    })
  })

  test('takes times in every form and compares them in the stored one', () => {
    expect(resolveFilter({ from: new Date(0), to: '2026-11-23T09:38:04.5+02:00' })).toEqual({
      from: '1970-01-01T00:00:00.000000+00:00',
      to: '2026-11-23T07:38:04.500000+00:00',
    })
  })

  test('is not restricted by what is left out, undefined, or an empty text', () => {
    expect(resolveFilter()).toEqual({})
    expect(resolveFilter({ sessionId: undefined, success: undefined, from: undefined, text: '' })).toEqual({})
  })

  test.each<[string, unknown]>([
    ['riskLevel', 'severe'],
    ['riskLevel', ['safe', 'Safe']],
    ['approvalDecision', 'yes'],
    ['outcome', 'done'],
    ['sessionId', 7],
    ['toolName', [null]],
    ['success', 1],
    ['from', '2026-11-23T07:38:04'],
    ['to', 'yesterday'],
    ['from', Number.NaN],
    ['text', 5],
    ['sessionID', 'a'],
    ['where', '1=1'],
  ])('with %s %j is refused by name', (field, value) => {
    const filter = { [field]: value } as AuditFilter
    expect(() => resolveFilter(filter)).toThrow(expect.objectContaining({ code: 'FILTER_INVALID' }))
    expect(() => resolveFilter(filter)).toThrow(field)
  })

  test.each(['limit', 'order', 'cursor'])('that is no query has no %s', (field) => {
    expect(() => resolveFilter({ [field]: undefined })).toThrow(expect.objectContaining({ code: 'FILTER_INVALID' }))
  })

  test.each([null, 'a', 3, []])('is an object, not %j', (filter) => {
    expect(() => resolveFilter(filter as never)).toThrow(expect.objectContaining({ code: 'FILTER_INVALID' }))
  })
})
