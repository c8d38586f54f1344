import { AuditError, toAuditError } from '../error.js'
import { imagePersistence } from '../persistence/image/image-persistence.js'
import type { AuditStore } from '../store/audit-store.js'
import { openAuditStore } from '../store/open.js'
import type { ReplicaWorker } from '../worker/replica-worker.js'

const sqliteHeader = 'SQLite format 3\0'

/** How a file is opened. */
export interface TrailFileOptions {
  /** Told how many entries of a JSON or NDJSON file have been read. */
  readonly onProgress?: (read: number) => void
  /** Starts a worker, in which a database is then asked. */
  readonly worker?: (() => ReplicaWorker) | undefined
}

/**
 * Opens a trail that was brought as a file: an SQLite database, or a JSON or NDJSON export. What it is, its bytes say, not its
 * name. Nothing of it leaves the machine, and nothing is written to it.
 *
 * @throws AuditError for a file that is none of these, damaged, of a newer version, or not a trail.
 */
export async function openTrailFile(file: File, { onProgress, worker }: TrailFileOptions = {}): Promise<AuditStore> {
  if (file.size === 0) throw new AuditError('IMPORT_INVALID', 'The file is empty.')
  const isDatabase = (await file.slice(0, sqliteHeader.length).text()) === sqliteHeader
  if (isDatabase) return openDatabase(file, file.name, worker)
  const store = await openExport(file, onProgress)
  return worker ? movedTo(worker, store, file.name) : store
}

async function openDatabase(image: Blob, name: string, worker: TrailFileOptions['worker']): Promise<AuditStore> {
  // What goes wrong is thrown by the question that meets it.
  const onFault = (): void => {}
  const persistence = imagePersistence(image, name)
  const store = await openAuditStore({ persistence, worker, retention: false, onFault })
  return filled(store, () => store.count())
}

async function openExport(file: File, onProgress: TrailFileOptions['onProgress']): Promise<AuditStore> {
  const store = await openAuditStore({ memory: true, retention: false, onFault: () => {} })
  return filled(store, () =>
    store.importEntries(file.stream(), { onProgress: ({ imported }) => onProgress?.(imported) }),
  )
}

/** What was imported into the page's memory, as a database that a worker keeps. */
async function movedTo(worker: () => ReplicaWorker, store: AuditStore, name: string): Promise<AuditStore> {
  try {
    return await openDatabase(new Blob([(await store.exportDatabase()).slice()]), name, worker)
  } finally {
    await store.close()
  }
}

/** The store once the work is done, which is let go of where that fails. */
async function filled(store: AuditStore, work: () => Promise<unknown>): Promise<AuditStore> {
  try {
    await work()
    return store
  } catch (error) {
    await store.close().catch(() => undefined)
    throw toAuditError(error, 'IMPORT_INVALID', 'The file could not be read')
  }
}
