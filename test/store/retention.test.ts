import { describe, expect, test } from 'vitest'
import type { RiskLevel } from '../../src/entry/entry.js'
import { purgeRules } from '../../src/store/purge-rules.js'
import { retentionPolicy, shortestSpan } from '../../src/store/retention.js'

const now = Date.parse('2026-11-23T12:00:00Z')

/** What `purgeRules` gives for an option. */
function rulesOf(option: Parameters<typeof retentionPolicy>[0]): ReturnType<typeof purgeRules> {
  const policy = retentionPolicy(option)
  return policy ? purgeRules(policy, now) : []
}

describe('retention', () => {
  test('is thirty days by default, for what this program wrote', () => {
    expect(rulesOf(undefined)).toEqual([
      { rule: 'days:30', before: '2026-10-24T12:00:00.000000+00:00', sparesForeign: true },
    ])
  })

  test('that was asked for takes entries from elsewhere too', () => {
    expect(rulesOf({})).toEqual([{ rule: 'days:30', before: '2026-10-24T12:00:00.000000+00:00', sparesForeign: false }])
  })

  test('keeps everything where it is false', () => {
    expect(retentionPolicy(false)).toBeNull()
  })

  test('leaves a risk level with a span of its own out of the general rule', () => {
    expect(rulesOf({ days: 1.5, byRisk: { critical: 365 } })).toEqual([
      {
        rule: 'days:1.5',
        before: '2026-11-22T00:00:00.000000+00:00',
        riskLevel: ['safe', 'moderate', 'destructive'],
        sparesForeign: false,
      },
      {
        rule: 'critical:365',
        before: '2025-11-23T12:00:00.000000+00:00',
        riskLevel: ['critical'],
        sparesForeign: false,
      },
    ])
  })

  test('has no general rule where every risk level has its own', () => {
    const rules = rulesOf({ byRisk: { safe: 1, moderate: 2, destructive: 3, critical: 4 } })
    expect(rules.map(({ rule }) => rule)).toEqual(['safe:1', 'moderate:2', 'destructive:3', 'critical:4'])
  })

  test('reaches back no further than time goes', () => {
    expect(rulesOf({ days: Number.MAX_VALUE }).map(({ before }) => before)).toEqual([
      '1970-01-01T00:00:00.000000+00:00',
    ])
  })

  test('knows after how long the first of new entries goes', () => {
    const policy = retentionPolicy({ byRisk: { safe: 2 } })
    expect(policy && shortestSpan(policy)).toBe(2 * 86_400_000)
  })

  test.each([0, -1, Number.NaN, Infinity, -Infinity, '30' as never, null as never])('refuses %s days', (days) => {
    expect(() => retentionPolicy({ days })).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }))
    expect(() => retentionPolicy({ days })).toThrow(/retention\.days/)
    expect(() => retentionPolicy({ byRisk: { safe: days } })).toThrow(/retention\.byRisk\.safe/)
  })

  test('refuses names that it does not know', () => {
    expect(() => retentionPolicy({ byRisk: { severe: 3 } as Partial<Record<RiskLevel, number>> })).toThrow(
      /retention\.byRisk\.severe is not known.*safe, moderate, destructive, critical/,
    )
    expect(() => retentionPolicy({ hours: 3 } as object)).toThrow(/retention\.hours is not known/)
    expect(() => retentionPolicy(30 as never)).toThrow(/retention has to be an object/)
  })
})
