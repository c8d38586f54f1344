import type { Column } from '../../entry/columns.js'
import { type EntryFilter, searchedColumns } from '../query.js'
import type { Sql, SqlValue } from './database.js'
import type { Fact } from './fact.js'

/** Lists beyond this length are passed as one JSON array, which has no limit. */
const longestList = 100

const jsonColumns: ReadonlySet<Column> = new Set(['parameters', 'result', 'metadata'])

/** Lists of a filter, and the column that each looks at. */
const lists = {
  id: 'id',
  sessionId: 'session_id',
  riskLevel: 'risk_level',
  toolName: 'tool_name',
  approvalDecision: 'approval_decision',
  outcome: 'outcome',
  agentId: 'agent_id',
  parentPlanId: 'parent_plan_id',
} as const satisfies Partial<Record<keyof EntryFilter, Column>>

/** A filter as the condition of a `WHERE`. Values are bound, never part of the text. */
export function filterSql(filter: EntryFilter): Sql {
  return allOf([...listConditions(filter), ...rangeConditions(filter), ...textConditions(filter.text)])
}

/** The same for facts, but for the text, which they lack. */
export function factFilter(filter: EntryFilter): (fact: Fact) => boolean {
  const { success, from, to } = filter
  const allowed = givenLists(filter).map(([column, values]) => ({ column, values: new Set<string | null>(values) }))
  return (fact) =>
    allowed.every(({ column, values }) => values.has(fact[column])) &&
    (success === undefined || fact.success === Number(success)) &&
    (from === undefined || fact.timestamp >= from) &&
    (to === undefined || fact.timestamp < to)
}

/** A condition that holds where all of them hold. */
export function allOf(conditions: readonly Sql[]): Sql {
  if (conditions.length === 0) return { sql: 'TRUE', parameters: [] }
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  }
}

/** A condition that a column holds one of some values. */
export function oneOf(column: Column, values: readonly SqlValue[]): Sql {
  if (values.length > longestList) {
    return { sql: `${column} IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(values)] }
  }
  return { sql: `${column} IN (${values.map(() => '?').join(', ')})`, parameters: values }
}

/** A condition that a row has one of these numbers. */
export function numbered(rowids: readonly (number | null)[]): Sql {
  return { sql: 'rowid IN (SELECT value FROM json_each(?))', parameters: [JSON.stringify(rowids)] }
}

function listConditions(filter: EntryFilter): Sql[] {
  return givenLists(filter).map(([column, values]) => oneOf(column, values))
}

function givenLists(filter: EntryFilter): [column: (typeof lists)[keyof typeof lists], values: readonly string[]][] {
  return Object.entries(lists).flatMap(([field, column]) => {
    const values = filter[field as keyof typeof lists]
    return values === undefined ? [] : [[column, values]]
  })
}

function rangeConditions({ success, from, to }: EntryFilter): Sql[] {
  return [
    ...(success === undefined ? [] : [{ sql: 'success = ?', parameters: [Number(success)] }]),
    ...(from === undefined ? [] : [{ sql: 'timestamp >= ?', parameters: [from] }]),
    ...(to === undefined ? [] : [{ sql: 'timestamp < ?', parameters: [to] }]),
  ]
}

/** `instr` and not `LIKE`, which knows wildcards and stops at a NUL. SQLite's `lower` folds ASCII letters only. */
function textConditions(text: string | undefined): Sql[] {
  if (text === undefined) return []
  const places = searchedColumns.flatMap((column) =>
    (jsonColumns.has(column) ? spellings(text) : [text]).map((spelling) => ({ column, spelling })),
  )
  const sql = places.map(({ column }) => `instr(lower(${column}), lower(?)) > 0`).join(' OR ')
  return [{ sql: `(${sql})`, parameters: places.map(({ spelling }) => spelling) }]
}

/** A text as it stands, and as it stands in JSON where that is another. */
export function spellings(text: string): readonly string[] {
  const escaped = JSON.stringify(text).slice(1, -1)
  return escaped === text ? [text] : [text, escaped]
}
