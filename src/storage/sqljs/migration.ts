import { normalizedTimestamp } from '../../entry/timestamp.js'
import type { Database } from './database.js'
import { columnsOf, identify } from './identify.js'
import { applicationId, createCompanions, createTable, declarations } from './schema.js'
import { schemaVersion } from './schema-version.js'

/**
 * Makes a database one that this code works with: an empty one gets the tables, a trail of other programs the columns
 * and tables that it lacks, and its rows what they lack. Columns and rows that are there stay. Says whether anything changed.
 *
 * @throws AuditError `DATABASE_FOREIGN`, `DATABASE_NEWER`, with the database as it was.
 */
export function migrate(db: Database, location: string): boolean {
  const found = identify(db, location)
  return db.transaction(() => {
    const before = schemaCookie(db)
    if (found === 'empty') db.execute(createTable)
    addColumns(db)
    db.execute(createCompanions)
    mark(db)
    const adapted = normalizeRows(db)
    return found === 'trail' && (adapted > 0 || schemaCookie(db) !== before)
  })
}

/** SQLite's own count of changes to the schema. */
function schemaCookie(db: Database): unknown {
  return db.value('PRAGMA schema_version')
}

function addColumns(db: Database): void {
  const present = columnsOf(db)
  for (const [column, declaration] of Object.entries(declarations)) {
    if (!present.includes(column)) db.execute(`ALTER TABLE agent_audit ADD COLUMN ${column} ${addable(declaration)}`)
  }
}

/** SQLite adds no column that may not be null without a default. */
function addable(declaration: string): string {
  return declaration.endsWith('NOT NULL') ? `${declaration} DEFAULT ''` : declaration
}

/** Leaves the marks of a program that uses these fields for itself. */
function mark(db: Database): void {
  if (db.value('PRAGMA application_id') !== 0 || db.value('PRAGMA user_version') !== 0) return
  db.execute(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}`)
}

/**
 * Rows of other programs are those without an outcome. Their times get the stored form, so that they compare as text; an
 * id that is missing is made of what every copy of the row shares, so that the row is not taken for another one.
 */
function normalizeRows(db: Database): number {
  if (db.value('SELECT 1 FROM agent_audit WHERE outcome IS NULL LIMIT 1') === null) return 0
  db.define('stored_timestamp', (text) => normalizedTimestamp(text) ?? text)
  return db.run(`
    UPDATE agent_audit SET
      id = coalesce(id, 'row-' || rowid || '-' || timestamp),
      timestamp = stored_timestamp(timestamp),
      created_at = stored_timestamp(iif(created_at = '', timestamp, created_at)),
      outcome = CASE WHEN approval_decision = 'rejected' THEN 'denied' WHEN success THEN 'succeeded' ELSE 'failed' END
    WHERE outcome IS NULL`)
}
