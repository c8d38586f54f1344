/** The questions as SQL, for SQLite: what a program asks that keeps the trail in the plain table. */
export const questions = {
  latest: 'SELECT * FROM agent_audit ORDER BY timestamp DESC, id DESC LIMIT 100',
  page: `SELECT * FROM agent_audit WHERE risk_level = ? AND tool_name = ? AND timestamp >= ?
    ORDER BY timestamp DESC, id DESC LIMIT 100`,
  session: `SELECT count(*) AS total,
      sum(risk_level = 'safe') AS safe, sum(risk_level = 'moderate') AS moderate,
      sum(risk_level = 'destructive') AS destructive, sum(risk_level = 'critical') AS critical,
      sum(approval_decision = 'approved') AS approved, sum(approval_decision = 'rejected') AS rejected,
      sum(success) AS successful, sum(duration_ms) AS duration
    FROM agent_audit WHERE session_id = ?`,
  // The nearest rank: the smallest duration that at least 95 of 100 do not exceed.
  tools: `WITH ranked AS (
      SELECT tool_name, outcome, duration_ms, count(*) OVER (PARTITION BY tool_name) AS total,
        row_number() OVER (PARTITION BY tool_name ORDER BY duration_ms) AS place
      FROM agent_audit
    )
    SELECT tool_name AS tool, count(*) AS total, sum(outcome = 'failed') AS failed,
      max(CASE WHEN place = (total * 95 + 99) / 100 THEN duration_ms END) AS p95
    FROM ranked GROUP BY tool_name ORDER BY tool_name`,
  search: `SELECT * FROM agent_audit
    WHERE tool_name LIKE ?1 OR parameters LIKE ?1 OR result LIKE ?1 OR error LIKE ?1
    ORDER BY timestamp DESC, id DESC LIMIT 100`,
  next: 'SELECT * FROM agent_audit WHERE (timestamp, id) > (?, ?) ORDER BY timestamp, id LIMIT 1000',
}

/** A row as the answers hold it, for the application: JSON parsed. */
export function toEntry({ id, timestamp, tool_name, risk_level, parameters, result }) {
  return {
    id,
    time: Date.parse(timestamp),
    tool: tool_name,
    risk: risk_level,
    parameters: JSON.parse(parameters),
    result: result === null ? null : JSON.parse(result),
  }
}

/** A session's summary, from the one row that SQL gives. */
export function toSummary({ total, safe, moderate, destructive, critical, approved, rejected, successful, duration }) {
  const byRisk = { safe, moderate, destructive, critical }
  return { total, byRisk, approved, rejected, successful, totalDurationMs: Math.round(duration) }
}
