import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sqliteTrail } from './sqlite-trail.mjs'

/** SQLite in the process, native. */
export async function open({ folder, trail }, { journal, synchronous, batched }) {
  const db = new Database(join(folder, 'audit.db'))
  db.pragma(`journal_mode = ${journal}`)
  db.pragma(`synchronous = ${synchronous}`)
  return sqliteTrail(db, { trail, batched })
}
