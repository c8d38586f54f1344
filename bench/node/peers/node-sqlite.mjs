import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqliteTrail } from './sqlite-trail.mjs'

/** The SQLite within Node. */
export async function open({ folder, trail }, { journal, synchronous }) {
  const db = new DatabaseSync(join(folder, 'audit.db'))
  db.exec(`PRAGMA journal_mode = ${journal}; PRAGMA synchronous = ${synchronous}`)
  return sqliteTrail(db, { trail })
}
