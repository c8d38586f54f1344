import type { Column } from '../../entry/columns.js'
import type { EntryFilter, SessionRow, SummaryKey, SummaryRow } from '../query.js'
import type { Database } from './database.js'
import { filterSql } from './filter.js'

/** What each kind of group is made of. A day is the first ten characters of a timestamp in UTC. */
const groups: Readonly<Record<SummaryKey, Column | 'substr(timestamp, 1, 10)'>> = {
  tool: 'tool_name',
  risk: 'risk_level',
  decision: 'approval_decision',
  session: 'session_id',
  day: 'substr(timestamp, 1, 10)',
}

/** Groups that have entries, by key. */
export function summarize(db: Database, filter: EntryFilter, by: SummaryKey): SummaryRow[] {
  const { sql, parameters } = filterSql(filter)
  return db.json<SummaryRow>(
    `WITH matched AS (
      SELECT CAST(${groups[by]} AS TEXT) AS key, success, outcome, approval_decision, coalesce(CAST(duration_ms AS REAL), 0.0) AS duration
      FROM agent_audit WHERE ${sql}
    ), ranked AS (
      SELECT *, iif(outcome = 'pending', NULL, row_number() OVER settled) AS rank,
        sum(outcome <> 'pending') OVER (PARTITION BY key) AS ranks
      FROM matched WINDOW settled AS (PARTITION BY key, outcome = 'pending' ORDER BY duration)
    )
    SELECT json_object(
      'key', key,
      'total', count(*),
      'successful', count(*) FILTER (WHERE success),
      'failed', count(*) FILTER (WHERE outcome = 'failed'),
      'approved', count(*) FILTER (WHERE approval_decision = 'approved'),
      'rejected', count(*) FILTER (WHERE approval_decision = 'rejected'),
      'errorRate', (count(*) FILTER (WHERE outcome = 'failed')) * 1.0 / count(*),
      'totalDurationMs', total(duration),
      'p50DurationMs', ${percentile(50)},
      'p95DurationMs', ${percentile(95)}
    ) FROM ranked GROUP BY key ORDER BY key`,
    parameters,
  )
}

/** Sessions that have entries, the latest first. */
export function selectSessions(db: Database): SessionRow[] {
  return db.json<SessionRow>(
    `SELECT json_object('sessionId', CAST(session_id AS TEXT), 'total', count(*),
      'firstTimestamp', min(timestamp), 'lastTimestamp', max(timestamp))
    FROM agent_audit GROUP BY session_id ORDER BY max(timestamp) DESC, session_id DESC`,
  )
}

/** By nearest rank: the smallest duration that at least so many per cent of all do not exceed. */
function percentile(percent: number): string {
  return `coalesce(max(duration) FILTER (WHERE rank = (ranks * ${percent} + 99) / 100), 0)`
}
