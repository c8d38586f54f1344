import type { RiskLevel } from '../../entry/entry.js'

/** Numbers by name, while something is counted. */
export type Counter<Name extends string> = Record<Name, number>

/** `RiskCounts` while they are counted. */
export type RiskCounter = Counter<RiskLevel>

/** None of any. */
export function noRisk(): RiskCounter {
  return { safe: 0, moderate: 0, destructive: 0, critical: 0 }
}

/** Adds one of this name, unless it is none of those that are counted: other programs have levels of their own. */
export function countKnown<Name extends string>(counter: Counter<Name>, name: string): void {
  if (Object.hasOwn(counter, name)) counter[name as Name] += 1
}
