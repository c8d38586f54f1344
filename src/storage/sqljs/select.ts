import { columnNames } from '../../entry/columns.js'
import type { AuditRow } from '../../entry/row.js'
import type { EntryCursor, EntryFilter, EntryQuery } from '../query.js'
import type { Database, Sql } from './database.js'
import { factPage } from './fact-page.js'
import type { Facts } from './facts.js'
import { allOf, numbered } from './filter.js'
import { knownFacts } from './known-facts.js'
import { typedColumn } from './schema.js'
import { narrowedSql } from './searched-texts.js'

/** Fields that an index finds the rows of. */
const indexed: readonly string[] = ['sessionId', 'riskLevel', 'toolName', 'from', 'to'] satisfies (keyof EntryFilter)[]

/** How many rows are searched for a text one after the other before all of them are: a frequent one is found soon. */
const searchedFirst = 5_000

const rowJson = `json_array(${columnNames.map(typedColumn).join(', ')})`

/** The rows of a query, in its order. */
export function selectRows(db: Database, query: EntryQuery): AuditRow[] {
  const facts = knownFacts(db)
  const known = facts && rowsOfFacts(db, facts, query)
  return known ?? readRows(db, query.order, isOnPage(db, query))
}

/** How many rows match. */
export function countRows(db: Database, filter: EntryFilter): number {
  const facts = knownFacts(db)
  if (facts && filter.id === undefined) return facts.matching(filter).length
  const { sql, parameters } = narrowedSql(db, filter)
  return Number(db.value(`SELECT count(*) FROM agent_audit WHERE ${sql}`, parameters))
}

/** The same from facts, which know where a page begins; null where SQLite is faster. */
function rowsOfFacts(db: Database, facts: Facts, query: EntryQuery): AuditRow[] | null {
  const { order, limit, offset: _offset, cursor: _cursor, ...filter } = query
  if (filter.id !== undefined || limit === Infinity) return null
  const page = (): AuditRow[] =>
    readRows(db, order, numbered(factPage(facts.matching(filter), query).map(({ rowid }) => rowid)))
  if (facts.remembers(filter)) return page()
  if (filter.text !== undefined) return searchedRows(db, facts, query) ?? page()
  return Object.keys(filter).every((field) => indexed.includes(field)) ? null : page()
}

/** The page of a text, if it is full or at its end before many rows were searched. */
function searchedRows(db: Database, facts: Facts, query: EntryQuery): AuditRow[] | null {
  const { order, limit, offset: _offset, cursor: _cursor, text: _text, ...others } = query
  const first = factPage(facts.matching(others), { ...query, limit: searchedFirst, offset: 0 })
  const within = numbered(first.map(({ rowid }) => rowid))
  const { sql, parameters } = isOnPage(db, query, within)
  const rows = readRows(db, order, { sql, parameters })
  return rows.length === limit || first.length < searchedFirst ? rows : null
}

function readRows(db: Database, order: 'asc' | 'desc', { sql, parameters }: Sql): AuditRow[] {
  const ordered = `ORDER BY timestamp ${order}, id ${order}`
  return db.json<unknown[]>(`SELECT ${rowJson} FROM agent_audit WHERE ${sql} ${ordered}`, parameters).map(toRow)
}

/** The condition that a row is one of a query's. SQLite sorts ids, and reads whole rows of those alone that are on the page. */
function isOnPage(db: Database, query: EntryQuery, ...others: readonly Sql[]): Sql {
  const { order, limit, offset, cursor } = query
  const { sql, parameters } = allOf([...others, narrowedSql(db, query), ...(cursor ? [beyond(cursor, order)] : [])])
  if (limit === Infinity && offset === 0) return { sql, parameters }
  return {
    sql: `id IN (SELECT id FROM agent_audit WHERE ${sql} ORDER BY timestamp ${order}, id ${order} LIMIT ? OFFSET ?)`,
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
