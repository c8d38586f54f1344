import type { ApprovalDecision, Outcome, RiskLevel } from '../entry/entry.js'
import type { AuditSummary } from '../store/audit-store.js'
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

const toolsNamed = 3

/** The summary of entries that are summed up by tool. */
export function summaryOf(tools: readonly AuditSummary[]): Summary {
  const sum = (field: CountedField): number => tools.reduce((total, tool) => total + tool[field], 0)
  const [total, pending, failed, denied] = [sum('total'), sum('pending'), sum('failed'), sum('denied')]
  const [approved, rejected, auto] = [sum('approved'), sum('rejected'), sum('auto')]
  const succeeded = total - pending - failed - denied
  return {
    total,
    byRisk: riskSums(tools),
    byDecision: { approved, rejected, auto, not_required: total - approved - rejected - auto },
    byOutcome: { pending, succeeded, failed, denied },
    successRate: succeeded + failed === 0 ? null : succeeded / (succeeded + failed),
    waitedMs: sum('approvalTimeMs'),
    slowest: slowestOf(tools),
  }
}

type CountedField = Exclude<keyof AuditSummary, 'key' | 'byRisk'>

function riskSums(tools: readonly AuditSummary[]): RiskCounts {
  const sum = (level: RiskLevel): number => tools.reduce((total, { byRisk }) => total + byRisk[level], 0)
  return { safe: sum('safe'), moderate: sum('moderate'), destructive: sum('destructive'), critical: sum('critical') }
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
