import { describe, expect, test } from 'vitest'
import type { AuditQuery } from '../../src/store/filter.js'
import { resolveFilter, resolveQuery } from '../../src/store/resolve-filter.js'

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

  test('of a query is the hundred newest unless told otherwise', () => {
    expect(resolveQuery()).toEqual({ order: 'desc', limit: 100, offset: 0 })
    expect(resolveQuery({ order: 'oldest', limit: Infinity, offset: 3, success: false })).toEqual({
      order: 'asc',
      limit: Infinity,
      offset: 3,
      success: false,
    })
  })

  test('takes an entry as cursor, to the microsecond', () => {
    const cursor = { timestamp: '2026-11-23T07:38:04.998596Z', id: 'x' }
    expect(resolveQuery({ cursor }).cursor).toEqual({ timestamp: '2026-11-23T07:38:04.998596+00:00', id: 'x' })
  })

  test.each<[string, unknown]>([
    ['limit', -1],
    ['limit', 1.5],
    ['limit', Number.NaN],
    ['limit', '10'],
    ['limit', null],
    ['limit', -Infinity],
    ['offset', -1],
    ['offset', Infinity],
    ['offset', '1'],
    ['order', 'random'],
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
    ['cursor', 'x'],
    ['cursor', { id: 'x' }],
    ['cursor', null],
    ['sessionID', 'a'],
    ['where', '1=1'],
  ])('with %s %j is refused by name', (field, value) => {
    const query = { [field]: value } as AuditQuery
    expect(() => resolveQuery(query)).toThrow(expect.objectContaining({ code: 'FILTER_INVALID' }))
    expect(() => resolveQuery(query)).toThrow(field)
  })

  test.each(['limit', 'order', 'cursor'])('that is no query has no %s', (field) => {
    expect(() => resolveFilter({ [field]: undefined })).toThrow(expect.objectContaining({ code: 'FILTER_INVALID' }))
  })

  test.each([null, 'a', 3, []])('is an object, not %j', (filter) => {
    expect(() => resolveFilter(filter as never)).toThrow(expect.objectContaining({ code: 'FILTER_INVALID' }))
  })
})
