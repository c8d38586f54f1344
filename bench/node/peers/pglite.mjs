import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { columnNames } from '../../.built/dist/entry/columns.js'
import { renewed, schema, valuesOf } from '../../rows.mjs'
import { exportCsv, exportJson } from '../exports.mjs'
import { ndjsonRows } from '../ndjson-rows.mjs'
import { questions } from '../questions.mjs'
import { stored, toEntry, toSummary } from '../row-answers.mjs'
import { trailRows } from '../trail-rows.mjs'

const names = columnNames.join(', ')
const insert = `INSERT INTO agent_audit (${names}) VALUES (${columnNames.map((_, index) => `$${index + 1}`).join(', ')})`

const tools = `SELECT tool_name AS tool, count(*)::int AS total, (count(*) FILTER (WHERE outcome = 'failed'))::int AS failed,
    percentile_disc(0.95) WITHIN GROUP (ORDER BY duration_ms) AS p95
  FROM agent_audit GROUP BY tool_name ORDER BY tool_name COLLATE "C"`

/** Postgres in WebAssembly, on a folder. */
export async function open({ folder, trail }) {
  const place = join(folder, 'pglite')
  const isNew = !existsSync(place)
  const db = await PGlite.create(place)
  if (isNew) await db.exec(schema.replaceAll(' REAL', ' DOUBLE PRECISION'))
  if (trail !== undefined) await importRows(db, trailRows(trail))
  const all = async (sql, values = []) => (await db.query(sql, values)).rows
  return {
    form: 'row',
    log: (row) => db.query(insert, valuesOf(renewed(row))),
    importFile: (file) => importRows(db, ndjsonRows(file)),
    count: async () => (await all('SELECT count(*)::int AS total FROM agent_audit'))[0].total,
    page: async ({ riskLevel, toolName, from, to }) =>
      (await all(numbered(questions.page), [riskLevel, toolName, stored(from), stored(to)])).map(toEntry),
    latest: async () => (await all(questions.latest)).map(toEntry),
    session: async (id) => toSummary(id, (await all(counting(numbered(questions.session)), [id]))[0]),
    tools: () => all(tools),
    search: async (text) =>
      (await all(questions.search.replaceAll(/LIKE :text/g, 'ILIKE $1'), [`%${text}%`])).map(toEntry),
    exportCsv: async (file) => exportCsv(await all(questions.all), file),
    exportJson: async (file) => exportJson(await all(questions.all), file),
    close: () => db.close(),
  }
}

/** A thousand rows a statement, as JSON: several times faster than a statement for each. */
function importRows(db, rows) {
  const sql = `INSERT INTO agent_audit (${names}) SELECT ${names} FROM json_populate_recordset(NULL::agent_audit, $1::json)`
  return db.transaction(async (transaction) => {
    for await (const batch of inThousands(rows)) await transaction.query(sql, [JSON.stringify(batch)])
  })
}

async function* inThousands(rows) {
  let batch = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < 1000) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** `?` as `$1`, `$2`, ... */
function numbered(sql) {
  let count = 0
  return sql.replaceAll('?', () => `$${++count}`)
}

/** Counts of 64 bits come as BigInt otherwise. */
function counting(sql) {
  return sql.replaceAll(/count\(\*\)( FILTER \(WHERE [^)]*\))?/g, '($&)::int')
}
