import { normalizedTimestamp } from '../../entry/timestamp.js'
import type { Database } from './database.js'
import { isBeyondReach } from './fault.js'
import { columnsOf, foreign, identify } from './identify.js'
import { tryRecords } from './probe.js'
import { applicationId, createCompanions, createTable, declarations, setPageSize } from './schema.js'
import { schemaVersion } from './schema-version.js'

/**
 * Makes a database one that this code works with: an empty one gets the tables, a trail of other programs the columns
 * and tables that it lacks, and its rows what they lack. Columns and rows that are there stay. Says whether anything changed.
 *
 * @throws AuditError `DATABASE_FOREIGN`, `DATABASE_NEWER`, with the database as it was.
 */
export function migrate(db: Database, location: string): boolean {
  const found = identify(db, location)
  if (found === 'empty') db.execute(setPageSize)
  return db.transaction(() => {
    const before = schemaCookie(db)
    if (found === 'empty') db.execute(createTable)
    const adapted = adapt(db, location)
    return found === 'trail' && (adapted > 0 || schemaCookie(db) !== before)
  })
}

/** What SQLite refuses here, a constraint or a trigger of another program forbids: better told now than at every question. */
function adapt(db: Database, location: string): number {
  try {
    const added = addColumns(db)
    db.execute(createCompanions)
    mark(db)
    const adapted = normalizeRows(db)
    if (added > 0) tryRecords(db)
    return adapted
  } catch (error) {
    if (isBeyondReach(error)) throw error
    throw foreign(location, `its table agent_audit does not take entries (${String(error)})`, error)
  }
}

/** SQLite's own count of changes to the schema. */
function schemaCookie(db: Database): unknown {
  return db.value('PRAGMA schema_version')
}

function addColumns(db: Database): number {
  const present = columnsOf(db)
  const lacking = Object.entries(declarations).filter(([column]) => !present.includes(column))
  for (const [column, declaration] of lacking) {
    db.execute(`ALTER TABLE agent_audit ADD COLUMN ${column} ${addable(declaration)}`)
  }
  return lacking.length
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
 * Rows of other programs are those without an outcome. Their times get the stored form, so that they compare as text;
 * what a filter or the order of pages looks at becomes text where it is a BLOB, and what our table requires gets its
 * default where theirs had none. An id that is missing is made of what every copy of the row shares, so that the row is
 * not taken for another one.
 */
function normalizeRows(db: Database): number {
  if (db.value('SELECT 1 FROM agent_audit WHERE outcome IS NULL LIMIT 1') === null) return 0
  db.define('stored_timestamp', normalizedTimestamp)
  const success = 'coalesce(CAST(success AS INTEGER) <> 0, error IS NULL)'
  return db.run(`
    UPDATE agent_audit SET
      id = iif(typeof(id) = 'blob', 'blob-' || hex(id), coalesce(nullif(CAST(id AS TEXT), ''), ${madeId(db)})),
      ${['session_id', 'step_id', 'tool_name', 'risk_level'].map((column) => `${column} = ${text(column)}`).join(', ')},
      timestamp = stored_timestamp(coalesce(CAST(timestamp AS TEXT), ${text('created_at')})),
      created_at = stored_timestamp(coalesce(nullif(CAST(created_at AS TEXT), ''), ${text('timestamp')})),
      approval_required = coalesce(CAST(approval_required AS INTEGER) <> 0, 0),
      approval_decision = coalesce(CAST(approval_decision AS TEXT), 'not_required'),
      success = ${success},
      outcome = CASE WHEN approval_decision = 'rejected' THEN 'denied' WHEN ${success} THEN 'succeeded' ELSE 'failed' END
    WHERE outcome IS NULL`)
}

function text(column: string): string {
  return `coalesce(CAST(${column} AS TEXT), '')`
}

/** A table without row numbers has no row without an id, and one at most whose id is an empty text. */
function madeId(db: Database): string {
  const isNumbered = db.value("SELECT wr FROM pragma_table_list('agent_audit')") === 0
  return `'row-' || ${isNumbered ? 'rowid' : '0'} || '-' || ${text('timestamp')}`
}
