import { promisifyRequest } from 'idb-keyval'
import { nanoid } from 'nanoid'
import { AuditError } from '../../error.js'
import { newerFault } from '../../newer-fault.js'
import { initialState } from './state.js'

/** The version of the database's layout that this code makes, and the highest that it reads. */
const version = 1

/** The object stores of an audit trail's database. */
export type StoreName = 'journal' | 'image' | 'meta'

/** The key in `meta` of the trail's state. */
export const stateKey = 'state'

/**
 * Opens the database, making it when there is none. It asks for no version, so that a database of somebody else's is
 * looked at and not upgraded.
 *
 * @throws AuditError `DATABASE_FOREIGN` or `DATABASE_NEWER`; the database is not touched. What IndexedDB throws otherwise.
 */
export async function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name)
  request.onupgradeneeded = () => createStores(request.result)
  const db = await promisifyRequest(request)
  const fault = misfit(db)
  if (fault === null) return db
  db.close()
  throw fault
}

function createStores(db: IDBDatabase): void {
  db.createObjectStore('journal', { autoIncrement: true })
  db.createObjectStore('image')
  db.createObjectStore('meta').put(initialState(nanoid()), stateKey)
}

function misfit(db: IDBDatabase): AuditError | null {
  const ours = ['journal', 'image', 'meta'].every((store) => db.objectStoreNames.contains(store))
  if (!ours) {
    return new AuditError(
      'DATABASE_FOREIGN',
      `The IndexedDB database "${db.name}" holds something other than an audit trail. Pass another \`name\`.`,
    )
  }
  if (db.version === version) return null
  return newerFault(`The IndexedDB database "${db.name}" has version`, db.version, version)
}
