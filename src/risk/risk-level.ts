import type { RiskLevel } from '../entry/entry.js'
import { riskLevels } from '../entry/validate.js'

export { riskLevels }

/** Whether `level` is as harmful as `floor`, or more. */
export function atLeast(level: RiskLevel, floor: RiskLevel): boolean {
  return riskLevels.indexOf(level) >= riskLevels.indexOf(floor)
}

/** The most harmful of the levels; `safe` where there are none. */
export function highest(...levels: readonly RiskLevel[]): RiskLevel {
  return levels.reduce((one, other) => (atLeast(other, one) ? other : one), 'safe')
}

/** Whether a value from outside is a risk level. */
export function isRiskLevel(value: unknown): value is RiskLevel {
  return riskLevels.some((level) => level === value)
}
