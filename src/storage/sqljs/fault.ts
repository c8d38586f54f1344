import { AuditError, toAuditError } from '../../error.js'

/** How SQLite says that what it reads is no database, or no whole one. */
const damage = /not a database|malformed/

/** How SQLite says that there is no memory left. */
const shortage = /out of memory|is full/

/** Whether an error says nothing of what a database holds: it cannot be read, or there is no memory to read it. */
export function isBeyondReach(error: unknown): boolean {
  return error instanceof Error && (damage.test(error.message) || shortage.test(error.message))
}

/** A fault that came up while a database was read, as the error that callers see. */
export function readingFault(error: unknown, location: string): AuditError {
  if (!(error instanceof Error) || error instanceof AuditError || !damage.test(error.message)) {
    return toAuditError(error, 'STORAGE_FAILED', `${location} could not be read`)
  }
  return new AuditError(
    'DATABASE_INVALID',
    `${location} is not an SQLite database, or is damaged. Choose another place, or restore it from a copy.`,
    { cause: error },
  )
}
