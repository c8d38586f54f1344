import { columnNames } from '../.built/dist/entry/columns.js'

const names = columnNames.join(', ')
const counted = (condition) => `count(*) FILTER (WHERE ${condition})`

/** The questions as SQL, as a program asks them that keeps the trail in SQLite by itself. */
export const questions = {
  latest: `SELECT ${names} FROM agent_audit ORDER BY timestamp DESC, id DESC LIMIT 100`,
  page: `SELECT ${names} FROM agent_audit WHERE risk_level = ? AND tool_name = ? AND timestamp >= ? AND timestamp < ?
    ORDER BY timestamp DESC, id DESC LIMIT 100`,
  session: `SELECT count(*) AS total,
      ${['safe', 'moderate', 'destructive', 'critical'].map((risk) => `${counted(`risk_level = '${risk}'`)} AS ${risk}`).join(', ')},
      ${counted("approval_decision = 'approved'")} AS approved, ${counted("approval_decision = 'rejected'")} AS rejected,
      ${counted('success = 1')} AS successful, sum(duration_ms) AS duration
    FROM agent_audit WHERE session_id = ?`,
  // The nearest rank: the smallest duration that at least 95 of 100 do not exceed.
  tools: `WITH ranked AS (
      SELECT tool_name, outcome, duration_ms, count(*) OVER (PARTITION BY tool_name) AS total,
        row_number() OVER (PARTITION BY tool_name ORDER BY duration_ms) AS place
      FROM agent_audit
    )
    SELECT tool_name AS tool, count(*) AS total, ${counted("outcome = 'failed'")} AS failed,
      max(duration_ms) FILTER (WHERE place = (total * 95 + 99) / 100) AS p95
    FROM ranked GROUP BY tool_name ORDER BY tool_name`,
  search: `SELECT ${names} FROM agent_audit
    WHERE tool_name LIKE :text OR parameters LIKE :text OR result LIKE :text OR error LIKE :text
    ORDER BY timestamp DESC, id DESC LIMIT 100`,
  all: `SELECT ${names} FROM agent_audit ORDER BY timestamp, id`,
}
