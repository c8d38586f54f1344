import { AuditError } from '../../error.js'
import type { Database } from './database.js'
import type { Engine } from './engine.js'
import { isBeyondReach } from './fault.js'

const headerLength = 100
const magic = 'SQLite format 3\0'

/**
 * Opens a database file that came from elsewhere, once it is found whole: SQLite itself notices damage only in the pages that
 * a question happens to touch, and answers others with the rows that it can still reach.
 *
 * @throws AuditError `DATABASE_INVALID` for one that is cut off or damaged; the message says what is wrong with it.
 */
export function openForeign(engine: Engine, bytes: Uint8Array, location: string): Database {
  const missing = declaredSize(bytes) - bytes.length
  if (missing > 0) throw damaged(location, `the last ${missing} bytes of it are missing`)
  const db = engine.open(bytes)
  try {
    const finding = findingIn(db)
    if (finding !== null) throw damaged(location, `SQLite finds in it: ${finding}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** How long the header says that the file is; 0 where it does not say (https://www.sqlite.org/fileformat.html#in_header_database_size). */
function declaredSize(bytes: Uint8Array): number {
  if (bytes.length < headerLength || String.fromCharCode(...bytes.subarray(0, magic.length)) !== magic) return 0
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerLength)
  // The largest size does not fit into its two bytes.
  const pageSize = header.getUint16(16) === 1 ? 65_536 : header.getUint16(16)
  const isValid = Number.isInteger(Math.log2(pageSize)) && header.getUint32(24) === header.getUint32(92)
  return isValid ? header.getUint32(28) * pageSize : 0
}

/** The first damage that SQLite finds, in its words; null where there is none. */
function findingIn(db: Database): string | null {
  try {
    const [heading, finding] = String(db.value('PRAGMA quick_check(1)')).split('\n')
    // Without this heading it is about a value that breaks a rule of its table: a row like others to a reader.
    return heading?.startsWith('***') && finding ? finding : null
  } catch (error) {
    if (isBeyondReach(error)) throw error
    // Another program's index asks for a function or a collation that is not here. Nothing is known of damage then.
    return null
  }
}

function damaged(location: string, damage: string): AuditError {
  return new AuditError(
    'DATABASE_INVALID',
    `${location} is damaged: ${damage}. Take another copy of it, or have the program sqlite3 save what is left with its command .recover.`,
  )
}
