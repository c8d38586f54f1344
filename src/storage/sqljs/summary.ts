import type { EntryFilter, SummaryKey, SummaryRow } from '../query.js'
import type { Database } from './database.js'
import type { Fact } from './fact.js'
import { matchingFacts } from './known-facts.js'
import { type Counter, countKnown, noRisk, type RiskCounter } from './counter.js'
import { compareText } from './text-order.js'

/** What each kind of group is made of. A day is the first ten characters of a timestamp in UTC. */
const groups: Readonly<Record<SummaryKey, (fact: Fact) => string>> = {
  tool: (fact) => fact.tool_name,
  risk: (fact) => fact.risk_level,
  decision: (fact) => fact.approval_decision,
  outcome: (fact) => fact.outcome,
  session: (fact) => fact.session_id,
  agent: (fact) => fact.agent_id ?? '',
  day: (fact) => fact.timestamp.slice(0, 10),
}

/** Groups that have entries, by key. */
export function summarize(db: Database, filter: EntryFilter, by: SummaryKey): SummaryRow[] {
  const keyOf = groups[by]
  const sums = new Map<string, Sum>()
  for (const fact of matchingFacts(db, filter)) {
    const key = keyOf(fact)
    let sum = sums.get(key)
    if (sum === undefined) sums.set(key, (sum = new Sum()))
    sum.add(fact)
  }
  return [...sums].map(([key, sum]) => sum.toRow(key)).toSorted((one, other) => compareText(one.key, other.key))
}

/** What the facts of one group come to. */
class Sum {
  readonly #byRisk: RiskCounter = noRisk()
  readonly #outcomes: Counter<'failed' | 'pending' | 'denied'> = { failed: 0, pending: 0, denied: 0 }
  readonly #decisions: Counter<'approved' | 'rejected' | 'auto'> = { approved: 0, rejected: 0, auto: 0 }
  readonly #durations: number[] = []
  #total = 0
  #successful = 0
  #duration = 0
  #approvalTime = 0

  add({ risk_level, outcome, approval_decision, success, duration_ms, approval_time_ms }: Fact): void {
    const duration = duration_ms ?? 0
    this.#total += 1
    this.#successful += success
    this.#duration += duration
    this.#approvalTime += approval_time_ms ?? 0
    countKnown(this.#byRisk, risk_level)
    countKnown(this.#outcomes, outcome)
    countKnown(this.#decisions, approval_decision)
    if (outcome !== 'pending') this.#durations.push(duration)
  }

  toRow(key: string): SummaryRow {
    const durations = new Float64Array(this.#durations).toSorted()
    return {
      key,
      total: this.#total,
      byRisk: this.#byRisk,
      successful: this.#successful,
      ...this.#outcomes,
      ...this.#decisions,
      errorRate: this.#outcomes.failed / this.#total,
      totalDurationMs: this.#duration,
      p50DurationMs: percentile(durations, 50),
      p95DurationMs: percentile(durations, 95),
      approvalTimeMs: this.#approvalTime,
    }
  }
}

/** By nearest rank: the smallest duration that at least so many per cent of all do not exceed. */
function percentile(sorted: Float64Array, percent: number): number {
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0
}
