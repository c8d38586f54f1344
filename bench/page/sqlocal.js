import { SQLocal } from 'sqlocal'
import { schema } from '../rows.mjs'
import { sqlTrail } from './sql-trail.js'

/** sqlocal, which brings its own worker, on the files of OPFS. */
export async function open() {
  const db = new SQLocal('audit.sqlite3')
  const [{ total }] = await db.sql`SELECT count(*) AS total FROM sqlite_schema WHERE name = 'agent_audit'`
  if (total === 0) await db.batch((sql) => statementsOf(schema).map((statement) => sql(statement)))
  const { storageType } = await db.getDatabaseInfo()
  if (storageType !== 'opfs') throw new Error(`sqlocal stores in ${storageType}.`)
  return sqlTrail({
    run: (sql, values) => db.sql(sql, ...values),
    insertAll: (sql, lists) => db.batch((statement) => lists.map((values) => statement(sql, ...values))),
    all: (sql, values) => db.sql(sql, ...values),
    close: () => db.destroy(),
  })
}

function statementsOf(sql) {
  return sql
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}
