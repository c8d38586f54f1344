import sqlite3InitModule from '@sqlite.org/sqlite-wasm'
import { schema } from '../rows.mjs'
import { answerCalls } from './worker-call.js'

let db
let pool
const statements = new Map()

function prepared(sql) {
  if (!statements.has(sql)) statements.set(sql, db.prepare(sql))
  return statements.get(sql)
}

function run(sql, values) {
  prepared(sql).bind(values).stepReset()
}

answerCalls({
  open: async ({ wal }) => {
    const sqlite3 = await sqlite3InitModule()
    pool = await sqlite3.installOpfsSAHPoolVfs({})
    db = new pool.OpfsSAHPoolDb('/audit.db')
    if (wal) db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL')
    db.exec('PRAGMA synchronous = FULL')
    const isNew = db.selectValue("SELECT count(*) FROM sqlite_schema WHERE name = 'agent_audit'") === 0
    if (isNew) db.exec(schema)
  },
  run,
  insertAll: (sql, lists) => db.transaction(() => lists.forEach((values) => run(sql, values))),
  all: (sql, values) => db.selectObjects(sql, values.length === 0 ? undefined : values),
  close: () => {
    for (const statement of statements.values()) statement.finalize()
    db.close()
    pool.pauseVfs()
  },
})
