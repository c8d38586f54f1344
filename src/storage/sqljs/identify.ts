import { AuditError } from '../../error.js'
import { newerFault } from '../../newer-fault.js'
import type { Database } from './database.js'
import { applicationId, requiredColumns } from './schema.js'
import { schemaVersion } from './schema-version.js'

/**
 * Says whether a database is `empty` or an audit `trail`, and changes nothing.
 *
 * @throws AuditError `DATABASE_FOREIGN`, `DATABASE_NEWER`; the message names `location`.
 */
export function identify(db: Database, location: string): 'empty' | 'trail' {
  const names = tables(db)
  checkVersion(db, location)
  if (names.length === 0) return 'empty'
  const objection = names.includes('agent_audit') ? objectionTo(db) : 'it has other tables and no agent_audit'
  if (objection === null) return 'trail'
  throw foreign(location, objection)
}

/** What is said of a database that is none of ours. */
export function foreign(location: string, objection: string, cause?: unknown): AuditError {
  return new AuditError(
    'DATABASE_FOREIGN',
    `${location} is a database, but no audit trail: ${objection}. Choose another place; this one was left as it is.`,
    { cause },
  )
}

/** The names of the columns that `agent_audit` has, in small letters: to SQLite, case makes no difference. */
export function columnsOf(db: Database): string[] {
  return db.json<string>("SELECT json_quote(lower(name)) FROM pragma_table_info('agent_audit')")
}

function tables(db: Database): string[] {
  return db.json<string>(
    "SELECT json_quote(lower(name)) FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'",
  )
}

function checkVersion(db: Database, location: string): void {
  const version = Number(db.value('PRAGMA user_version'))
  if (db.value('PRAGMA application_id') !== applicationId || version <= schemaVersion) return
  throw newerFault(`The schema of ${location} has version`, version, schemaVersion)
}

/** Why the table `agent_audit` is not one of ours; null when it is. */
function objectionTo(db: Database): string | null {
  const present = columnsOf(db)
  const missing = requiredColumns.filter((column) => !present.includes(column))
  if (missing.length > 0) return `its table agent_audit has no column ${missing.join(', ')}`
  const isKey = db.value(
    `SELECT sum(pk) = 1 AND sum(pk AND lower(name) = 'id' AND type NOT LIKE '%INT%') = 1 FROM pragma_table_info('agent_audit')`,
  )
  return isKey === 1 ? null : 'its table agent_audit has no text column id as its primary key'
}
