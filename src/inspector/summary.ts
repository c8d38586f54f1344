import type { ApprovalDecision, Outcome } from '../entry/entry.js'
import { approvalDecisions, outcomes, riskLevels } from '../entry/validate.js'
import type { AuditStore, AuditSummary } from '../store/audit-store.js'
import type { InspectorFilter } from './inspector-filter.js'
import type { RiskCounts } from './risk-bar.js'

/** How long the calls of a tool took, in milliseconds. */
export interface ToolPace {
  readonly toolName: string
  readonly total: number
  readonly p50: number
  readonly p95: number
}

/** What the entries that match come to. */
export interface Summary {
  readonly total: number
  readonly byRisk: RiskCounts
  readonly byDecision: Readonly<Record<ApprovalDecision, number>>
  readonly byOutcome: Readonly<Record<Outcome, number>>
  /** Of the actions that ran to an end, the share that succeeded; null where none did. */
  readonly successRate: number | null
  /** How long persons were waited for, in milliseconds. */
  readonly waitedMs: number
  /** The slowest first, by p95. */
  readonly slowest: readonly ToolPace[]
}

/** The groups that a summary is made of. */
export interface SummaryGroups {
  readonly risk: readonly AuditSummary[]
  readonly decision: readonly AuditSummary[]
  readonly outcome: readonly AuditSummary[]
  readonly tool: readonly AuditSummary[]
}

const toolsNamed = 3

/** Asks the store for what a summary is made of. */
export async function readSummary(store: Pick<AuditStore, 'summarize'>, filter: InspectorFilter): Promise<Summary> {
  const [risk, decision, outcome, tool] = await Promise.all([
    store.summarize({ filter, by: 'risk' }),
    store.summarize({ filter, by: 'decision' }),
    store.summarize({ filter, by: 'outcome' }),
    store.summarize({ filter, by: 'tool' }),
  ])
  return summaryOf({ risk, decision, outcome, tool })
}

/** The summary of these groups. */
export function summaryOf({ risk, decision, outcome, tool }: SummaryGroups): Summary {
  const byOutcome = countsOf(outcome, outcomes)
  const ended = byOutcome.succeeded + byOutcome.failed
  return {
    total: risk.reduce((sum, group) => sum + group.total, 0),
    byRisk: countsOf(risk, riskLevels),
    byDecision: countsOf(decision, approvalDecisions),
    byOutcome,
    successRate: ended === 0 ? null : byOutcome.succeeded / ended,
    waitedMs: risk.reduce((sum, group) => sum + group.approvalTimeMs, 0),
    slowest: slowestOf(tool),
  }
}

function slowestOf(tools: readonly AuditSummary[]): readonly ToolPace[] {
  return tools
    .filter(({ p95DurationMs }) => p95DurationMs > 0)
    .toSorted((one, other) => other.p95DurationMs - one.p95DurationMs)
    .slice(0, toolsNamed)
    .map(({ key, total, p50DurationMs, p95DurationMs }) => ({
      toolName: key,
      total,
      p50: p50DurationMs,
      p95: p95DurationMs,
    }))
}

/** Keys of another program's that are none of these are left out. */
function countsOf<Key extends string>(
  groups: readonly AuditSummary[],
  keys: readonly Key[],
): Readonly<Record<Key, number>> {
  const counts = keys.map((key) => [key, groups.find((group) => group.key === key)?.total ?? 0])
  return Object.fromEntries(counts) as Record<Key, number>
}
