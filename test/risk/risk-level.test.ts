import { expect, test } from 'vitest'
import { atLeast, isRiskLevel, riskLevels } from '../../src/risk/risk-level.js'

test('the levels are in order, the safest first', () => {
  expect(riskLevels).toEqual(['safe', 'moderate', 'destructive', 'critical'])
  for (const [index, level] of riskLevels.entries()) {
    expect(riskLevels.filter((floor) => atLeast(level, floor))).toEqual(riskLevels.slice(0, index + 1))
  }
})

test.each(['Safe', '', 'toString', 0, null, undefined, ['safe'], { riskLevel: 'safe' }])(
  '%j is no risk level',
  (value) => {
    expect(isRiskLevel(value)).toBe(false)
  },
)
