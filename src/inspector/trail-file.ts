import { AuditError, toAuditError } from '../error.js'
import type { AuditStore } from '../store/audit-store.js'
import { openAuditStore } from '../store/open.js'
import { imagePersistence } from './image-persistence.js'

const sqliteHeader = 'SQLite format 3\0'

/** How a file is opened. */
export interface TrailFileOptions {
  /** Told how many entries of a JSON or NDJSON file have been read. */
  readonly onProgress?: (read: number) => void
}

/**
 * Opens a trail that was brought as a file: an SQLite database, or a JSON or NDJSON export. What it is, its bytes say, not its
 * name. Nothing of it leaves the machine, and nothing is written to it.
 *
 * @throws AuditError for a file that is none of these, damaged, of a newer version, or not a trail.
 */
export async function openTrailFile(file: File, { onProgress }: TrailFileOptions = {}): Promise<AuditStore> {
  if (file.size === 0) throw new AuditError('IMPORT_INVALID', 'The file is empty.')
  const isDatabase = (await file.slice(0, sqliteHeader.length).text()) === sqliteHeader
  return isDatabase ? openDatabase(file) : openExport(file, onProgress)
}

async function openDatabase(file: File): Promise<AuditStore> {
  // What goes wrong is thrown by the question that meets it.
  const onFault = (): void => {}
  const store = await openAuditStore({ persistence: imagePersistence(file), retention: false, onFault })
  return filled(store, () => store.count())
}

async function openExport(file: File, onProgress: TrailFileOptions['onProgress']): Promise<AuditStore> {
  const store = await openAuditStore({ memory: true, retention: false, onFault: () => {} })
  return filled(store, () =>
    store.importEntries(file.stream(), { onProgress: ({ imported }) => onProgress?.(imported) }),
  )
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
