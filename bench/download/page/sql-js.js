import { set } from 'idb-keyval'
import initSqlJs from 'sql.js'
import wasm from 'sql.js/dist/sql-wasm-browser.wasm?url'
import { ask, create, insert } from './statements.js'

export default async function run() {
  const SQL = await initSqlJs({ locateFile: () => wasm })
  const db = new SQL.Database()
  db.run(create)
  db.run(insert)
  db.exec(ask)
  await set('image', db.export())
}
