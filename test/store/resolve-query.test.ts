import { describe, expect, test } from 'vitest'
import type { AuditQuery } from '../../src/store/filter.js'
import { resolveQuery } from '../../src/store/resolve-query.js'

describe('a query', () => {
  test('is the hundred newest unless told otherwise', () => {
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
    ['cursor', 'x'],
    ['cursor', { id: 'x' }],
    ['cursor', null],
    ['riskLevel', 'severe'],
    ['from', '2026-11-23T07:38:04'],
    ['where', '1=1'],
  ])('with %s %j is refused by name', (field, value) => {
    const query = { [field]: value } as AuditQuery
    expect(() => resolveQuery(query)).toThrow(expect.objectContaining({ code: 'FILTER_INVALID' }))
    expect(() => resolveQuery(query)).toThrow(field)
  })

  test.each([null, 'a', 3, []])('is an object, not %j', (query) => {
    expect(() => resolveQuery(query as never)).toThrow(expect.objectContaining({ code: 'FILTER_INVALID' }))
  })
})
