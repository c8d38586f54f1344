import { PGlite } from '@electric-sql/pglite'
import { columnNames } from '../.built/dist/entry/columns.js'
import { schema } from '../rows.mjs'
import { questions } from './questions.js'
import { sqlTrail } from './sql-trail.js'

const names = columnNames.join(', ')

/** The questions as Postgres spells them. */
const spelt = {
  ...questions,
  session: counting(questions.session),
  tools: `SELECT tool_name AS tool, count(*)::int AS total, (count(*) FILTER (WHERE outcome = 'failed'))::int AS failed,
      percentile_disc(0.95) WITHIN GROUP (ORDER BY duration_ms) AS p95
    FROM agent_audit GROUP BY tool_name ORDER BY tool_name COLLATE "C"`,
  search: questions.search.replaceAll('LIKE ?1', 'ILIKE ?'),
}

/** PGlite in the page, on IndexedDB, which is what its documentation recommends for browsers. */
export async function open({ options }) {
  const db = await PGlite.create('idb://audit', options)
  const { rows } = await db.query("SELECT count(*)::int AS total FROM pg_tables WHERE tablename = 'agent_audit'")
  if (rows[0].total === 0) await db.exec(schema.replaceAll(' REAL', ' DOUBLE PRECISION'))
  const all = async (sql, values) => (await db.query(numbered(sql), repeated(sql, values))).rows
  return sqlTrail(
    {
      run: all,
      insertAll: (sql, lists) => db.transaction((transaction) => insertAll(transaction, numbered(sql), lists)),
      all,
      close: () => db.close(),
    },
    spelt,
  )
}

/** All rows in one statement, as JSON: several times faster than a statement for each. */
async function insertAll(transaction, _sql, lists) {
  const rows = lists.map((values) => Object.fromEntries(columnNames.map((name, index) => [name, values[index]])))
  const sql = `INSERT INTO agent_audit (${names}) SELECT ${names} FROM json_populate_recordset(NULL::agent_audit, $1::json)`
  await transaction.query(sql, [JSON.stringify(rows)])
}

function counting(sql) {
  return sql
    .replaceAll(/sum\(([a-z_]+ = '[a-z]+')\)/g, '(count(*) FILTER (WHERE $1))::int')
    .replace('count(*) AS', 'count(*)::int AS')
    .replace('sum(success)', 'sum(success)::int')
}

/** `?` as `$1`, `$2`, ... */
function numbered(sql) {
  let count = 0
  return sql.replaceAll('?', () => `$${++count}`)
}

/** The one value of the search, for each of its places. */
function repeated(sql, values) {
  const places = sql.split('?').length - 1
  return values.length === 1 ? Array.from({ length: places }, () => values[0]) : values
}
