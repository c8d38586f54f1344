import initSqlJs from 'sql.js'
import wasm from 'sql.js/dist/sql-wasm.wasm?url'
import { openTexts } from './bare.js'

/** An SQLite image in IndexedDB, read and opened with sql.js: the least that a question of such a trail can cost. */
export async function open() {
  const store = await openTexts('bare-image')
  const [SQL, image] = await Promise.all([initSqlJs({ locateFile: () => wasm }), store.get('image')])
  const db = image && new SQL.Database(image)
  return {
    put: (bytes) => store.put(bytes, 'image'),
    latest: () => db.exec('SELECT * FROM agent_audit ORDER BY timestamp DESC, id DESC LIMIT 100'),
    close: () => db?.close(),
  }
}
