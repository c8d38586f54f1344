import type { RiskLevel } from '../entry/entry.js'
import { riskLevels } from '../entry/validate.js'

export { riskLevels }

/** Whether `level` is as harmful as `floor`, or more. */
export function atLeast(level: RiskLevel, floor: RiskLevel): boolean {
  return riskLevels.indexOf(level) >= riskLevels.indexOf(floor)
}

/** Whether a value from outside is a risk level. */
export function isRiskLevel(value: unknown): value is RiskLevel {
  return riskLevels.some((level) => level === value)
}
