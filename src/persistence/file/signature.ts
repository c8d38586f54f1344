import { closeSync, fstatSync, openSync, readSync, type BigIntStats } from 'node:fs'
import { ifPresent } from './fault.js'

/** What an SQLite database begins with (sqlite.org/fileformat2, 1.3). */
const magic = Buffer.from('SQLite format 3\0', 'latin1')
/** The file change counter is the four bytes from here; every transaction of a rollback-mode database raises it. */
const counterStart = 24
const headerLength = 28

/** A database file at one moment: two equal signatures mean that nobody changed it in between. */
export interface DatabaseFile {
  readonly path: string
  readonly inode: bigint
  readonly size: number
  readonly signature: string
  /** Whether it begins as an SQLite database does. */
  readonly valid: boolean
}

/** Looks at a file through an open handle. */
export function examineHandle(handle: number, path: string): DatabaseFile {
  const stats = fstatSync(handle, { bigint: true })
  const header = Buffer.alloc(headerLength)
  readSync(handle, header, 0, headerLength, 0)
  return {
    path,
    inode: stats.ino,
    size: Number(stats.size),
    signature: signatureOf(stats, header.readUInt32BE(counterStart)),
    valid: header.subarray(0, magic.length).equals(magic),
  }
}

function signatureOf({ ino, size, mtimeNs }: BigIntStats, counter: number): string {
  return `${ino}:${size}:${mtimeNs}:${counter}`
}

/** Looks at a file; null when it is not there. */
export function examine(path: string): DatabaseFile | null {
  const handle = ifPresent(() => openSync(path, 'r'), null)
  if (handle === null) return null
  try {
    return examineHandle(handle, path)
  } finally {
    closeSync(handle)
  }
}
