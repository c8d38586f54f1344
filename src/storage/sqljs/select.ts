import { columnNames } from '../../entry/columns.js'
import type { AuditRow } from '../../entry/row.js'
import type { EntryCursor, EntryFilter, EntryQuery } from '../query.js'
import type { Database, Sql } from './database.js'
import { allOf, filterSql } from './filter.js'
import { declarations } from './schema.js'

/**
 * A row as a JSON array. The casts are for rows of other programs, which may hold anything anywhere; JSON has no place
 * for a blob.
 */
const rowJson = `json_array(${columnNames.map((column) => `CAST(${column} AS ${declarations[column].split(' ')[0]})`).join(', ')})`

/** The rows of a query, in its order. */
export function selectRows(db: Database, query: EntryQuery): AuditRow[] {
  const { sql, parameters } = querySql(query)
  return db.json<unknown[]>(sql, parameters).map(toRow)
}

/** How many rows match. */
export function countRows(db: Database, filter: EntryFilter): number {
  const { sql, parameters } = filterSql(filter)
  return Number(db.value(`SELECT count(*) FROM agent_audit WHERE ${sql}`, parameters))
}

/** A query as one statement. */
export function querySql(query: EntryQuery): Sql {
  const { order, limit, offset, cursor } = query
  const { sql, parameters } = allOf([filterSql(query), ...(cursor ? [beyond(cursor, order)] : [])])
  return {
    sql: `SELECT ${rowJson} FROM agent_audit WHERE ${sql} ORDER BY timestamp ${order}, id ${order} LIMIT ? OFFSET ?`,
    parameters: [...parameters, limit === Infinity ? -1 : limit, offset],
  }
}

function beyond({ timestamp, id }: EntryCursor, order: 'asc' | 'desc'): Sql {
  return { sql: `(timestamp, id) ${order === 'asc' ? '>' : '<'} (?, ?)`, parameters: [timestamp, id] }
}

/** A loop, since it takes half of the time that `Object.fromEntries` does, and reading is mostly this. */
function toRow(values: readonly unknown[]): AuditRow {
  const row: Record<string, unknown> = {}
  for (const [index, column] of columnNames.entries()) row[column] = values[index]
  return row as unknown as AuditRow
}
