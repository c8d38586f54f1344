import initSqlJs from 'sql.js'
import wasm from 'sql.js/dist/sql-wasm-browser.wasm?url'
import { insert, plainSchema, rowOf } from '../rows.mjs'
import { openBare } from './bare.js'

/** The usual way to keep an sql.js database in a browser: after each insert, all of it goes into IndexedDB. */
export async function openWholeImage(frames) {
  const SQL = await initSqlJs({ locateFile: () => wasm })
  const db = new SQL.Database()
  const idb = await openBare()
  let count = 0
  const add = (frame) => {
    const row = { ...rowOf(frame), id: `image-${count++}` }
    db.run(insert, Object.fromEntries(Object.entries(row).map(([name, value]) => [`@${name}`, value])))
  }
  db.run(plainSchema)
  for (const frame of frames) add(frame)
  return {
    save: (frame) => {
      add(frame)
      return idb.put(db.export())
    },
  }
}
