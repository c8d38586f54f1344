import type { EntryFilter, SessionRow } from '../query.js'
import type { Database } from './database.js'
import { filterSql } from './filter.js'
import { riskCounts } from './risk-counts.js'

/** Sessions that have rows which match, the latest of these first. */
export function selectSessions(db: Database, filter: EntryFilter): SessionRow[] {
  const { sql, parameters } = filterSql(filter)
  return db.json<SessionRow>(
    `SELECT json_object(
      'sessionId', CAST(session_id AS TEXT),
      'total', count(*),
      'byRisk', ${riskCounts},
      'failed', count(*) FILTER (WHERE outcome = 'failed'),
      'pending', count(*) FILTER (WHERE outcome = 'pending'),
      'firstTimestamp', min(timestamp),
      'lastTimestamp', max(timestamp)
    ) FROM agent_audit WHERE ${sql} GROUP BY session_id ORDER BY max(timestamp) DESC, session_id DESC`,
    parameters,
  )
}
