import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditRow } from '../../../src/entry/row.js'
import { riskLevels } from '../../../src/entry/validate.js'
import type { SummaryKey } from '../../../src/storage/query.js'
import type { Database } from '../../../src/storage/sqljs/database.js'
import { summarize } from '../../../src/storage/sqljs/summary.js'
import { anyRow, grouped, maybeFilter, matches } from './oracle.js'
import { fill, freshDatabase, row } from './place.js'

let db: Database
beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(() => db.close())

const keys: Record<SummaryKey, (row: AuditRow) => string> = {
  tool: (each) => each.tool_name,
  risk: (each) => each.risk_level,
  decision: (each) => each.approval_decision,
  outcome: (each) => each.outcome,
  session: (each) => each.session_id,
  agent: (each) => each.agent_id ?? '',
  day: (each) => each.timestamp.slice(0, 10),
}

function addUp(key: string, rows: readonly AuditRow[]): object {
  const holding = (holds: (row: AuditRow) => boolean): number => rows.filter(holds).length
  const sum = (column: 'duration_ms' | 'approval_time_ms'): number =>
    rows.reduce((total, each) => total + (each[column] ?? 0), 0)
  const settled = rows.filter((each) => each.outcome !== 'pending').map((each) => each.duration_ms ?? 0)
  const sorted = settled.toSorted((one, other) => one - other)
  const percentile = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0
  const failed = holding((each) => each.outcome === 'failed')
  return {
    key,
    total: rows.length,
    byRisk: Object.fromEntries(riskLevels.map((level) => [level, holding((each) => each.risk_level === level)])),
    successful: holding((each) => each.success === 1),
    failed,
    pending: holding((each) => each.outcome === 'pending'),
    denied: holding((each) => each.outcome === 'denied'),
    approved: holding((each) => each.approval_decision === 'approved'),
    rejected: holding((each) => each.approval_decision === 'rejected'),
    auto: holding((each) => each.approval_decision === 'auto'),
    errorRate: failed / rows.length,
    totalDurationMs: expect.closeTo(sum('duration_ms'), 3),
    p50DurationMs: percentile(0.5),
    p95DurationMs: percentile(0.95),
    approvalTimeMs: expect.closeTo(sum('approval_time_ms'), 3),
  }
}

describe('summaries', () => {
  test('give what adding up by hand gives', () => {
    const by = fc.constantFrom(...(Object.keys(keys) as SummaryKey[]))
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 40 }), maybeFilter, by, (given, filter, key) => {
        fill(db, given)
        const groups = grouped(
          given.filter((each) => matches(each, filter)),
          keys[key],
        )
        const summaries = summarize(db, filter, key)
        expect(summaries.map((summary) => summary.key).toSorted()).toEqual([...groups.keys()].toSorted())
        for (const summary of summaries) expect(summary).toEqual(addUp(summary.key, groups.get(summary.key) ?? []))
      }),
      { numRuns: 150 },
    )
  })

  test('take percentiles by nearest rank, of settled entries', () => {
    const durations = [15, 20, 35, 40, 50]
    const pending = row({ outcome: 'pending', success: 0, duration_ms: 1_000 })
    fill(db, [...durations.map((duration_ms) => row({ duration_ms })), pending])
    const [summary] = summarize(db, {}, 'risk')
    expect(summary).toMatchObject({ total: 6, pending: 1, p50DurationMs: 35, p95DurationMs: 50 })
  })

  test('are zero where nothing is settled', () => {
    fill(db, [row({ outcome: 'pending', success: 0, duration_ms: 1_000 })])
    expect(summarize(db, {}, 'agent')).toMatchObject([{ key: '', total: 1, p50DurationMs: 0, p95DurationMs: 0 }])
  })
})
