import type { EntryCursor, EntryFilter } from '../query.js'
import { applyRow } from './apply.js'
import type { Database } from './database.js'
import type { Engine } from './engine.js'
import { migrate } from './migration.js'
import { markForeign, writePlace } from './origin.js'
import { createIndexes } from './schema.js'
import { selectRows } from './select.js'

/** Rows that are copied at once. */
const pageSize = 1_000

/**
 * A database file of the rows that match, for somebody else to keep: it counts as foreign wherever it is opened. All of a
 * trail is a copy of its database, tables of other programs included; a part of it is a new one, which holds no trace of
 * anything else.
 */
export function exportImage(engine: Engine, db: Database, filter: EntryFilter): Uint8Array {
  const copy = Object.keys(filter).length === 0 ? engine.open(db.export()) : engine.open()
  try {
    if (Object.keys(filter).length > 0) fill(copy, db, filter)
    markForeign(copy)
    writePlace(copy, null)
    copy.execute('VACUUM')
    return copy.export()
  } finally {
    copy.close()
  }
}

function fill(copy: Database, db: Database, filter: EntryFilter): void {
  migrate(copy, 'The export')
  copy.transaction(() => {
    let cursor: EntryCursor | undefined
    do {
      const rows = selectRows(db, { ...filter, order: 'asc', limit: pageSize, offset: 0, ...(cursor && { cursor }) })
      for (const row of rows) applyRow(copy, row)
      cursor = rows.at(-1)
    } while (cursor)
  })
  copy.execute(createIndexes)
}
