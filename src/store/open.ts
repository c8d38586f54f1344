import { openPersistence, readWasm } from '#platform'
import { entryIds } from '../entry/id.js'
import { loadPart } from '../load-part.js'
import { createRedactor } from '../redaction/redactor.js'
import { sqljsStorage } from '../storage/sqljs/sqljs.js'
import type { WasmSource } from '../storage/sqljs/wasm-source.js'
import type { StorageAdapter } from '../storage/storage-adapter.js'
import type { AuditStore } from './audit-store.js'
import { checkStoreOptions } from './check-store-options.js'
import { reportOnce, watched } from './faults.js'
import type { AuditStoreOptions, WasmOption } from './options.js'
import { retentionPolicy } from './retention.js'
import { createStore } from './store.js'

const defaultDataLength = 4_096

/**
 * Opens the audit trail of a place, which is made where there is none: in browsers the IndexedDB database `agent_audit`,
 * in Node, Deno and Bun the file `~/.tallystick/agent_audit.db`, unless the options say otherwise. Resolves once the
 * trail can be logged to; SQLite is loaded at the first question.
 *
 * @throws AuditError `OPTION_INVALID`, and one of the `DATABASE_` codes for a place that holds something else.
 */
export function openAuditStore(options: AuditStoreOptions = {}): Promise<AuditStore> {
  return watched(open(options), () => {})
}

let shared: Promise<AuditStore> | null = null

/**
 * The audit store of this process or page, opened with the defaults by the first call: every call gives the same one. After
 * it was closed the next call opens it again.
 *
 * @throws AuditError as `openAuditStore()`.
 */
export function getAuditStore(): Promise<AuditStore> {
  if (shared) return shared
  const opening = open({}, forget)
  opening.catch(forget)
  shared = opening
  return opening

  function forget(): void {
    if (shared === opening) shared = null
  }
}

async function open(options: AuditStoreOptions, onClose?: () => void): Promise<AuditStore> {
  checkStoreOptions(options)
  if (options.redact) (await onDemand()).checkRedaction(options.redact)
  const onFault = reportOnce(options.onFault ?? ((fault) => console.error(fault)))
  const now = options.now ?? Date.now
  const persistence = await openPersistence(options, onFault, onDemand)
  const storage = sqljsStorage({
    persistence,
    loadReadingSide: async () => (await onDemand()).chooseReadingSide(options, persistence),
    loadWasm: () => loadWasm(options.wasm),
    onFault,
    now,
  })
  await openStorage(storage)
  return createStore({
    storage,
    loadArchive: async () => (await onDemand()).Archive,
    context: {
      now,
      nextId: entryIds(),
      maxDataLength: options.maxDataLength ?? defaultDataLength,
      redactor: options.redact === false ? null : createRedactor(options.redact ?? {}, onFault),
    },
    retention: retentionPolicy(options.retention),
    onFault,
    onClose,
  })
}

/** One piece for all layers: a first question needs most of it. */
function onDemand(): Promise<typeof import('./on-demand.js')> {
  return loadPart(() => import('./on-demand.js'))
}

async function loadWasm(option: WasmOption | undefined): Promise<WasmSource> {
  if (option === undefined) return await readWasm()
  return typeof option === 'function' ? await option() : option
}

/** A place that cannot be used is let go of; why it cannot be used is what counts then. */
async function openStorage(storage: StorageAdapter): Promise<void> {
  try {
    await storage.open()
  } catch (error) {
    await storage.close().catch(() => undefined)
    throw error
  }
}
