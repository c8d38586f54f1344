import * as SQLite from '@journeyapps/wa-sqlite'
import SQLiteModule from '@journeyapps/wa-sqlite/dist/wa-sqlite-async.mjs'
import { IDBBatchAtomicVFS } from '@journeyapps/wa-sqlite/src/examples/IDBBatchAtomicVFS.js'
import wasm from '@journeyapps/wa-sqlite/dist/wa-sqlite-async.wasm?url'
import { schema } from '../rows.mjs'
import { answerCalls } from './worker-call.js'

let sqlite3
let db
const statements = new Map()

/** A statement, kept prepared, as the library's own example does it. */
async function prepared(sql) {
  if (!statements.has(sql)) {
    for await (const statement of sqlite3.statements(db, sql, { unscoped: true })) statements.set(sql, statement)
  }
  return statements.get(sql)
}

async function all(sql, values) {
  const statement = await prepared(sql)
  sqlite3.bind_collection(statement, values)
  const rows = []
  try {
    while ((await sqlite3.step(statement)) === SQLite.SQLITE_ROW) rows.push(sqlite3.row(statement))
  } finally {
    await sqlite3.reset(statement)
  }
  const columns = sqlite3.column_names(statement)
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])))
}

answerCalls({
  open: async () => {
    const module = await SQLiteModule({ locateFile: () => wasm })
    sqlite3 = SQLite.Factory(module)
    sqlite3.vfs_register(await IDBBatchAtomicVFS.create('audit', module), true)
    db = await sqlite3.open_v2('audit.db')
    // The cache has to hold a whole transaction for batches that are atomic without a journal file.
    await sqlite3.exec(db, 'PRAGMA synchronous = FULL; PRAGMA cache_size = -65536')
    const [{ total }] = await all("SELECT count(*) AS total FROM sqlite_schema WHERE name = 'agent_audit'", [])
    if (total === 0) await sqlite3.exec(db, schema)
  },
  run: all,
  insertAll: async (sql, lists) => {
    await sqlite3.exec(db, 'BEGIN IMMEDIATE')
    for (const values of lists) await all(sql, values)
    await sqlite3.exec(db, 'COMMIT')
  },
  all,
  close: async () => {
    for (const statement of statements.values()) await sqlite3.finalize(statement)
    await sqlite3.close(db)
  },
})
