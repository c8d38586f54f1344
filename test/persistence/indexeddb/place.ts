import { nanoid } from 'nanoid'
import type { AuditError } from '../../../src/error.js'
import { readChunks } from '../../../src/persistence/indexeddb/image-reader.js'
import { writeImage, writePatch } from '../../../src/persistence/indexeddb/image-writer.js'
import { indexedDbPersistence } from '../../../src/persistence/indexeddb/indexeddb-persistence.js'
import type { Persistence } from '../../../src/persistence/persistence.js'

/** A database name that no other test uses. */
export function newName(): string {
  return `test-${nanoid()}`
}

/** Opens the persistence; a fault that no test expects fails the run. */
export function open(name: string, onFault: (fault: AuditError) => void = rethrow): Promise<Persistence> {
  return indexedDbPersistence({ name, onFault, loadImageParts: async () => ({ readChunks, writeImage, writePatch }) })
}

/** Deletes a database, as another tab would: those who have it open are asked to close. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error ?? new Error(`${name} was not deleted`))
  })
}

/** Opens a database by IndexedDB alone, with what `upgrade` does to it when it is new or older than `version`. */
export function openRaw(name: string, version?: number, upgrade?: (db: IDBDatabase) => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = () => upgrade?.(request.result)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error(`${name} was not opened`))
  })
}

function rethrow(fault: AuditError): never {
  throw fault
}
