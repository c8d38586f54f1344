import type { RiskLevel } from '../../entry/entry.js'

/** `RiskCounts` while they are counted. */
export type RiskCounter = Record<RiskLevel, number>

/** None of any. */
export function noRisk(): RiskCounter {
  return { safe: 0, moderate: 0, destructive: 0, critical: 0 }
}

/** Adds one of this level, unless it is a level of another program's. */
export function countRisk(counts: RiskCounter, level: string): void {
  if (Object.hasOwn(counts, level)) counts[level as RiskLevel] += 1
}
