import type { EntryFilter } from '../query.js'
import type { Database } from './database.js'
import type { Engine } from './engine.js'
import { filterSql } from './filter.js'
import { markForeign, writePlace } from './origin.js'

/**
 * A database file of the rows that match, for somebody else to keep: it counts as foreign wherever it is opened, and
 * holds no trace of the other rows.
 */
export function exportImage(engine: Engine, db: Database, filter: EntryFilter): Uint8Array {
  const copy = engine.open(db.export())
  try {
    copy.transaction(() => {
      removeOthers(copy, filter)
      markForeign(copy)
      writePlace(copy, null)
    })
    copy.execute('VACUUM')
    return copy.export()
  } finally {
    copy.close()
  }
}

function removeOthers(db: Database, filter: EntryFilter): void {
  if (Object.keys(filter).length === 0) return
  const { sql, parameters } = filterSql(filter)
  db.run(`DELETE FROM agent_audit WHERE id NOT IN (SELECT id FROM agent_audit WHERE ${sql})`, parameters)
  db.run('DELETE FROM agent_audit_imports WHERE id NOT IN (SELECT id FROM agent_audit)')
  db.run('DELETE FROM agent_audit_purges')
}
