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
  const before: unknown = counter[name as Name]
  // Every object has a `constructor`, and no object a number of that name. `Object.hasOwn` takes twice as long.
  if (typeof before === 'number') counter[name as Name] = before + 1
}
