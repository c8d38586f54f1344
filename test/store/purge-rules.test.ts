import { describe, expect, test } from 'vitest'
import { manualRule } from '../../src/store/purge-rules.js'

const now = Date.parse('2026-11-23T12:00:00Z')

describe('a purge by hand', () => {
  test('spares nothing', () => {
    expect(manualRule(7, now)).toEqual({
      rule: 'manual:7',
      before: '2026-11-16T12:00:00.000000+00:00',
      sparesForeign: false,
    })
  })

  test('removes what is from before a point in time', () => {
    const before = '2026-11-16T13:00:00.000000+00:00'
    for (const time of ['2026-11-16T14:00:00+01:00', new Date(before), Date.parse(before)]) {
      expect(manualRule({ before: time }, now)).toEqual({ rule: 'manual', before, sparesForeign: false })
    }
    expect(manualRule({ before: now }, now).before).toBe('2026-11-23T12:00:00.000000+00:00')
  })

  test.each([now + 1, '2026-11-16', 'yesterday', undefined as never, Number.NaN])('before %s is refused', (before) => {
    expect(() => manualRule({ before }, now)).toThrow(/^before /)
    expect(() => manualRule({ before }, now)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }))
  })

  test.each([0, -1, Number.NaN, Infinity, '30' as never, null as never])('of %s days is refused', (days) => {
    expect(() => manualRule(days, now)).toThrow(/^days has to be/)
    expect(() => manualRule(days, now)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }))
  })
})
