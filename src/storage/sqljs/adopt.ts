import type { Database } from './database.js'
import type { Engine } from './engine.js'
import { applyRow } from './apply.js'
import { migrate } from './migration.js'
import { selectRows } from './select.js'

/** Adds the rows of a database file that another program changed, those that are not here yet, and returns their ids. */
export function adopt(engine: Engine, db: Database, file: Uint8Array, location: string): string[] {
  const other = engine.open(file)
  try {
    migrate(other, location)
    const id = missing(db, other)
    const rows = selectRows(other, { id, order: 'asc', limit: Infinity, offset: 0 })
    return db.transaction(() => rows.filter((row) => applyRow(db, row)).map((row) => row.id))
  } finally {
    other.close()
  }
}

function missing(db: Database, other: Database): string[] {
  const ids = other.json<string>('SELECT json_quote(CAST(id AS TEXT)) FROM agent_audit')
  return db.json<string>('SELECT json_quote(value) FROM json_each(?) WHERE value NOT IN (SELECT id FROM agent_audit)', [
    JSON.stringify(ids),
  ])
}
