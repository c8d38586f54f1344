import { AuditError } from '../../error.js'
import type { Database } from './database.js'
import { applicationId, requiredColumns, schemaVersion } from './schema.js'

/**
 * Says whether a database is `empty` or an audit `trail`, and changes nothing.
 *
 * @throws AuditError `DATABASE_INVALID`, `DATABASE_FOREIGN`, `DATABASE_NEWER`; the message names `location`.
 */
export function identify(db: Database, location: string): 'empty' | 'trail' {
  const names = tables(db, location)
  checkVersion(db, location)
  if (names.length === 0) return 'empty'
  const present = columnsOf(db)
  const missing = requiredColumns.filter((column) => !present.includes(column))
  if (missing.length === 0 && names.includes('agent_audit')) return 'trail'
  const detail = names.includes('agent_audit')
    ? `its table agent_audit has no column ${missing.join(', ')}`
    : 'it has other tables and no agent_audit'
  throw new AuditError(
    'DATABASE_FOREIGN',
    `${location} is a database, but no audit trail: ${detail}. Choose another place; this one was left as it is.`,
  )
}

/** The names of the columns that `agent_audit` has. */
export function columnsOf(db: Database): string[] {
  return db.json<string>("SELECT json_quote(name) FROM pragma_table_info('agent_audit')")
}

/** The first look into the file, which is where SQLite notices that it is none. */
function tables(db: Database, location: string): string[] {
  try {
    return db.json<string>(
      "SELECT json_quote(name) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
  } catch (error) {
    throw new AuditError(
      'DATABASE_INVALID',
      `${location} is not an SQLite database, or is damaged. Choose another place, or restore it from a copy; it was left as it is.`,
      { cause: error },
    )
  }
}

function checkVersion(db: Database, location: string): void {
  const version = Number(db.value('PRAGMA user_version'))
  if (db.value('PRAGMA application_id') !== applicationId || version <= schemaVersion) return
  throw new AuditError(
    'DATABASE_NEWER',
    `${location} was written by a newer version: its schema is ${version}, and this Tallystick reads up to ${schemaVersion}. Update tallystick to open it.`,
  )
}
