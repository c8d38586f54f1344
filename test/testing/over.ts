import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { entryIds } from '../../src/entry/id.js'
import type { Persistence } from '../../src/persistence/persistence.js'
import { localReadingSide } from '../../src/storage/sqljs/local-reading-side.js'
import { sqljsStorage } from '../../src/storage/sqljs/sqljs.js'
import type { StorageAdapter } from '../../src/storage/storage-adapter.js'
import { Archive } from '../../src/store/archive.js'
import type { AuditStore } from '../../src/store/audit-store.js'
import { retentionPolicy } from '../../src/store/retention.js'
import { createRedactor } from '../../src/redaction/redactor.js'
import { createStore } from '../../src/store/store.js'
import type { ContractStoreOptions } from '../../src/testing/index.js'

const wasm = readFile(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'))

/** The sqljs storage adapter over a persistence, open, and silent about faults. */
export async function storageOver(persistence: Persistence): Promise<StorageAdapter> {
  const storage = sqljsStorage({
    persistence,
    loadReadingSide: async () => localReadingSide,
    loadWasm: () => wasm,
    onFault: () => {},
    now: Date.now,
  })
  await storage.open()
  return storage
}

/** A store over that, with the defaults of `openAuditStore()`. */
export async function storeOver(persistence: Persistence, options: ContractStoreOptions = {}): Promise<AuditStore> {
  const { now = Date.now, maxDataLength = 4096, retention } = options
  return createStore({
    loadArchive: async () => Archive,
    storage: await storageOver(persistence),
    context: { now, maxDataLength, nextId: entryIds(), redactor: createRedactor({}, () => {}) },
    retention: retentionPolicy(retention),
    onFault: () => {},
  })
}
