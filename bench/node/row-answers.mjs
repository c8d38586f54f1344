import { columns } from '../.built/dist/entry/columns.js'

const fields = Object.entries(columns)

/** A row as the entry that ours gives for it: JSON parsed, times as the API has them. */
export function toEntry(row) {
  const entry = {}
  for (const [field, column] of fields) entry[field] = row[column]
  entry.timestamp = given(row.timestamp)
  entry.createdAt = given(row.created_at)
  entry.settledAt = row.settled_at === null ? null : given(row.settled_at)
  entry.parameters = JSON.parse(row.parameters)
  entry.result = row.result === null ? null : JSON.parse(row.result)
  entry.approvalRequired = row.approval_required === 1
  entry.success = row.success === 1
  return entry
}

/** A session's summary as ours gives it, from the row of sums. */
export function toSummary(
  sessionId,
  { total, safe, moderate, destructive, critical, approved, rejected, successful, duration },
) {
  return {
    sessionId,
    total,
    byRisk: { safe, moderate, destructive, critical },
    approved,
    rejected,
    successful,
    totalDurationMs: duration,
  }
}

/** A time as it is stored. */
export function stored(time) {
  return new Date(time).toISOString().replace('Z', '000+00:00')
}

function given(timestamp) {
  return timestamp.replace('000+00:00', 'Z')
}
