import initSqlJs from 'sql.js'
import wasm from 'sql.js/dist/sql-wasm-browser.wasm?url'
import { schema } from '../rows.mjs'
import { openTexts } from './bare.js'
import { sqlTrail } from './sql-trail.js'

/** The usual way to keep an sql.js database in a browser: after each change, all of it goes into IndexedDB. */
export async function open() {
  const SQL = await initSqlJs({ locateFile: () => wasm })
  const store = await openTexts('whole-image')
  const image = await store.get('image')
  const db = new SQL.Database(image)
  if (image === undefined) db.run(schema)
  const save = () => store.put(db.export(), 'image')
  const insertAll = (sql, lists) => {
    const statement = db.prepare(sql)
    db.run('BEGIN')
    for (const values of lists) statement.run(values)
    db.run('COMMIT')
    statement.free()
  }
  const trail = sqlTrail({
    run: (sql, values) => {
      db.run(sql, values)
      return save()
    },
    insertAll,
    all: (sql, values) => rowsOf(db, sql, values),
    close: () => db.close(),
  })
  // One image at the end of an import, as any program would do it.
  return { ...trail, fill: async (rows) => (await trail.fill(rows), await save()) }
}

function rowsOf(db, sql, values) {
  const statement = db.prepare(sql)
  try {
    statement.bind(values)
    const rows = []
    while (statement.step()) rows.push(statement.getAsObject())
    return rows
  } finally {
    statement.free()
  }
}
