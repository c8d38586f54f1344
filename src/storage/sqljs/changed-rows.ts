import type { AuditRow } from '../../entry/row.js'
import type { Database } from './database.js'
import type { ReplicaUpdate } from './replica.js'
import { changeOf } from './row-change.js'
import { selectRows } from './select.js'

/**
 * The rows that an update added or settled. An image says nothing of what is new in it, so its rows since a time, in
 * milliseconds since 1970, are compared with those of the database before.
 */
export function changedRows({ db, changed, reloaded }: ReplicaUpdate, since: number): AuditRow[] {
  if (reloaded === null) return rowsOf(db, [...changed])
  const before = reloaded.from
  // Whoever listens does so since then: of a long journal that was there before, nothing is news.
  if (before === null) return rowsOf(db, recentIds(db, since))
  const rows = rowsOf(db, [...changed, ...recentIds(db, since)])
  const ids = rows.map(({ id }) => id)
  const known = new Set(rowsOf(before, ids).map(changeOf))
  return rows.filter((row) => !known.has(changeOf(row)))
}

function rowsOf(db: Database, id: readonly string[]): AuditRow[] {
  if (id.length === 0) return []
  return selectRows(db, { id, order: 'asc', limit: Infinity, offset: 0 })
}

function recentIds(db: Database, since: number): string[] {
  const from = new Date(since).toISOString().slice(0, -1)
  return db.json<string>('SELECT json_quote(id) FROM agent_audit WHERE created_at >= ? OR settled_at >= ?', [
    from,
    from,
  ])
}
