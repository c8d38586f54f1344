import {
  accessSync,
  constants,
  existsSync,
  openSync,
  closeSync,
  readdirSync,
  readSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { AuditError } from '../../error.js'
import { databasePath, type DatabasePath } from './database-path.js'
import { ifPresent } from './fault.js'
import { journalNames, ownerOf, withJournal } from './journal-files.js'
import { examine } from './signature.js'

/**
 * What statfs(2) calls file systems that surely lie on another machine: NFS, SMB (three kinds), AFS, Coda, Ceph, NCP, Lustre,
 * GPFS. 9p, virtiofs and FUSE are not among them: containers, virtual machines and WSL use them for local folders.
 */
const remoteTypes = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x73757245, 0x00c36400, 0x564c, 0x0bd00bd0, 0x47504653,
])

/**
 * Where the trail of a file lies, once it is sure that it can be opened there. Touches nothing.
 *
 * @throws AuditError `DATABASE_UNREADABLE`, `DATABASE_REMOTE`, `DATABASE_INVALID`, `DATABASE_BUSY`, `DATABASE_NEWER`.
 */
export async function openPlace(file: string): Promise<DatabasePath> {
  const path = readable(file, () => databasePath(file))
  readable(file, () => checkFolders(path))
  checkLocal(path)
  readable(file, () => checkDatabase(path))
  await waitUntilQuiet(path)
  readable(file, () => checkJournals(path))
  return path
}

function readable<Value>(file: string, look: () => Value): Value {
  try {
    return look()
  } catch (error) {
    if (error instanceof AuditError) throw error
    const detail = error instanceof Error ? error.message : String(error)
    throw unreadable(file, detail, error)
  }
}

function unreadable(file: string, detail: string, cause?: unknown): AuditError {
  const message = `The audit trail ${file} cannot be opened: ${detail}. Check the path and its permissions.`
  return new AuditError('DATABASE_UNREADABLE', message, { cause })
}

function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path))
}

function checkFolders(path: DatabasePath): void {
  const nearest = nearestFolder(path.parent)
  if (!statSync(nearest).isDirectory()) throw unreadable(path.file, `${nearest} is not a folder`)
  const isThere = ifPresent(() => readdirSync(path.folder), null) !== null
  if (!isThere && !existsSync(path.file)) accessSync(nearest, constants.W_OK | constants.X_OK)
}

function checkLocal(path: DatabasePath): void {
  // Other systems number their file systems in ways of their own.
  if (process.platform !== 'linux') return
  const { type } = statfsSync(nearestFolder(path.parent))
  if (!remoteTypes.has(type >>> 0)) return
  const advice =
    'What is written there may be lost at a power cut, and processes do not see one another. Use a local disk.'
  throw new AuditError('DATABASE_REMOTE', `The audit trail ${path.file} lies on a network file system. ${advice}`)
}

function checkDatabase(path: DatabasePath): void {
  if (!ifPresent(() => statSync(path.file).isFile(), true)) throw unreadable(path.file, 'it is not a file')
  const database = examine(path.file)
  if (database === null || database.size === 0 || database.valid) return
  const advice = 'It was not touched. Choose another file for the audit trail.'
  throw new AuditError('DATABASE_INVALID', `${path.file} is not an SQLite database. ${advice}`)
}

/** A rollback journal that another program keeps for its next transaction has a zeroed header (sqlite.org/fileformat2, 3). */
function holdsChanges(file: string): boolean {
  const handle = ifPresent(() => openSync(file, 'r'), null)
  if (handle === null) return false
  try {
    const first = Buffer.alloc(1)
    return readSync(handle, first, 0, 1, 0) === 1 && first[0] !== 0
  } finally {
    closeSync(handle)
  }
}

/**
 * The file alone would lack rows, or hold half a transaction, while another program's changes lie beside it.
 *
 * @throws AuditError `DATABASE_BUSY`.
 */
function checkQuiet(path: DatabasePath): void {
  const beside = ['-wal', '-journal'].map((suffix) => path.file + suffix).find(holdsChanges)
  if (beside === undefined) return
  const advice = `Close the program that has it open, or run: sqlite3 '${path.file}' 'PRAGMA wal_checkpoint(TRUNCATE)'`
  throw new AuditError('DATABASE_BUSY', `${path.file} has changes of another program in ${beside}. ${advice}`)
}

const patience = 50
const pauseTime = 20

/** The same, once a short transaction of another program had the time to end: a second. */
export async function waitUntilQuiet(path: DatabasePath): Promise<void> {
  for (let pause = 0; pause < patience && holdsChanges(`${path.file}-journal`); pause += 1) {
    await new Promise((resolve) => setTimeout(resolve, pauseTime))
  }
  checkQuiet(path)
}

function checkJournals(path: DatabasePath): void {
  for (const name of journalNames(path)) withJournal(path, name, ownerOf)
}
