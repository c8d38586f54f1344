import { closeSync, openSync, readFileSync } from 'node:fs'
import type { DatabasePath } from './database-path.js'
import { ifPresent } from './fault.js'
import { databaseFiles, isBusy } from './image-files.js'
import { examineHandle, type DatabaseFile } from './signature.js'

/** The database files of a place, as a replica that knows some of them finds them. */
export interface ForeignChanges {
  /** Signatures of files whose rows the replica holds once it has adopted `files`. */
  readonly seen: readonly string[]
  readonly files: readonly Uint8Array[]
}

/** Whether another program changed a database file, so that an image would lose rows. */
export function hasForeignChanges(path: DatabasePath, knows: (signature: string) => boolean): boolean {
  return databaseFiles(path).some((file) => !knows(file.signature))
}

/** Reads the files that another program changed. None while it is at work on them; they come with a later call. */
export function foreignChanges(path: DatabasePath, knows: (signature: string) => boolean): ForeignChanges {
  const all = databaseFiles(path)
  const known = all.filter((file) => knows(file.signature))
  const changed = known.length === all.length || isBusy(path) ? [] : all.filter((file) => !known.includes(file))
  const read = changed.flatMap((file) => readUnchanged(path, file) ?? [])
  return {
    seen: [...known, ...read].map((file) => file.signature),
    files: read.map((file) => file.bytes),
  }
}

/** The bytes, if nobody changed them meanwhile, and they are a database's. */
function readUnchanged(path: DatabasePath, file: DatabaseFile): (DatabaseFile & { bytes: Uint8Array }) | null {
  const handle = file.valid ? ifPresent(() => openSync(file.path, 'r'), null) : null
  if (handle === null) return null
  try {
    const bytes = new Uint8Array(readFileSync(handle))
    return examineHandle(handle, file.path).signature === file.signature && !isBusy(path) ? { ...file, bytes } : null
  } finally {
    closeSync(handle)
  }
}
