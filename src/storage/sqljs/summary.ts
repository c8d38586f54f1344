import type { EntryFilter, SummaryKey, SummaryRow } from '../query.js'
import type { Database } from './database.js'
import { filterSql } from './filter.js'

/** What each kind of group is made of. A day is the first ten characters of a timestamp in UTC. */
const groups: Readonly<Record<SummaryKey, string>> = {
  tool: 'tool_name',
  risk: 'risk_level',
  decision: 'approval_decision',
  outcome: 'outcome',
  session: 'session_id',
  agent: "coalesce(agent_id, '')",
  day: 'substr(timestamp, 1, 10)',
}

/** Groups that have entries, by key. */
export function summarize(db: Database, filter: EntryFilter, by: SummaryKey): SummaryRow[] {
  const { sql, parameters } = filterSql(filter)
  // One pass, with the durations of a group as one sorted list: window functions would sort and copy every row twice.
  return db.json<SummaryRow>(
    `WITH matched AS (
      SELECT CAST(${groups[by]} AS TEXT) AS key, success, outcome, approval_decision,
        CAST(approval_time_ms AS REAL) AS approval_time, coalesce(CAST(duration_ms AS REAL), 0.0) AS duration
      FROM agent_audit WHERE ${sql}
    ), summed AS (
      SELECT key, count(*) AS total, total(duration) AS total_duration, total(approval_time) AS approval_time,
        ${counts},
        json_group_array(duration ORDER BY duration) FILTER (WHERE outcome <> 'pending') AS durations
      FROM matched GROUP BY key
    )
    SELECT json_object(
      'key', key,
      'total', total,
      'successful', successful,
      'failed', failed,
      'pending', pending,
      'denied', denied,
      'approved', approved,
      'rejected', rejected,
      'errorRate', failed * 1.0 / total,
      'totalDurationMs', total_duration,
      'p50DurationMs', ${percentile(50)},
      'p95DurationMs', ${percentile(95)},
      'approvalTimeMs', approval_time
    ) FROM summed ORDER BY key`,
    parameters,
  )
}

const counts: string = Object.entries({
  successful: 'success',
  failed: "outcome = 'failed'",
  pending: "outcome = 'pending'",
  denied: "outcome = 'denied'",
  approved: "approval_decision = 'approved'",
  rejected: "approval_decision = 'rejected'",
})
  .map(([name, condition]) => `count(*) FILTER (WHERE ${condition}) AS ${name}`)
  .join(', ')

/** By nearest rank: the smallest duration that at least so many per cent of all do not exceed. */
function percentile(percent: number): string {
  return `coalesce(durations ->> (((total - pending) * ${percent} + 99) / 100 - 1), 0)`
}
