import { AuditError, type FaultListener, toAuditError } from '../error.js'
import { loadPart } from '../load-part.js'
import { indexedDbPersistence } from '../persistence/indexeddb/indexeddb-persistence.js'
import type { Persistence } from '../persistence/persistence.js'
import type { AuditStoreOptions } from '../store/options.js'
import type { PlatformParts } from './platform.js'

type LoadParts = () => Promise<PlatformParts>

const defaultName = 'agent_audit'

/** What IndexedDB throws where a page may not have it: private windows, sandboxed frames, site data blocked. */
const denials: ReadonlySet<string> = new Set(['InvalidStateError', 'SecurityError', 'UnknownError'])

/** An IndexedDB database, or memory where the browser gives none. */
export async function openPersistence(
  options: AuditStoreOptions,
  onFault: FaultListener,
  loadParts: LoadParts,
): Promise<Persistence> {
  if (options.persistence) return options.persistence
  // Most pages have IndexedDB and never load it.
  if (options.memory) return (await loadParts()).memoryPersistence()
  if (options.file !== undefined) {
    throw new AuditError('OPTION_INVALID', 'A browser keeps no files: pass `name`, the IndexedDB database, not `file`.')
  }
  if (options.persist) void askToPersist()
  return openIndexedDb(options.name ?? defaultName, onFault, loadParts)
}

/**
 * The WebAssembly that lies beside the package's modules. What fetches it is loaded with it.
 *
 * @throws AuditError `SQLITE_UNAVAILABLE` when the address gives something else.
 */
export async function readWasm(): Promise<ArrayBuffer> {
  const { fetchWasm, wasmUrl } = await loadPart(() => import('./browser-wasm.js'))
  try {
    return await fetchWasm()
  } catch (error) {
    throw toAuditError(
      error,
      'SQLITE_UNAVAILABLE',
      `sql.js's WebAssembly could not be loaded from ${wasmUrl.href}. Pass its address as \`wasm\``,
    )
  }
}

async function openIndexedDb(name: string, onFault: FaultListener, loadParts: LoadParts): Promise<Persistence> {
  try {
    return await indexedDbPersistence({ name, onFault, loadImageParts: loadParts })
  } catch (error) {
    if (!isDenial(error)) throw error
    return (await loadParts()).memoryInstead(error, onFault)
  }
}

function isDenial(error: unknown): boolean {
  const cause = error instanceof AuditError ? error.cause : error
  return cause instanceof DOMException ? denials.has(cause.name) : !globalThis.indexedDB
}

/** Asks that the data not be evicted. Not waited for: Firefox asks the person, who may never answer. */
async function askToPersist(): Promise<void> {
  try {
    await globalThis.navigator.storage.persist()
  } catch {
    // A refusal changes nothing: the data is kept as other sites' data is.
  }
}
