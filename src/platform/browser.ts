import { AuditError, type FaultListener, toAuditError } from '../error.js'
import { loadPart } from '../load-part.js'
import { indexedDbPersistence } from '../persistence/indexeddb/indexeddb-persistence.js'
import type { Persistence } from '../persistence/persistence.js'
import type { AuditStoreOptions } from '../store/options.js'

const defaultName = 'agent_audit'

/** What IndexedDB throws where a page may not have it: private windows, sandboxed frames, site data blocked. */
const denials: ReadonlySet<string> = new Set(['InvalidStateError', 'SecurityError', 'UnknownError'])

/** An IndexedDB database, or memory where the browser gives none. */
export async function openPersistence(options: AuditStoreOptions, onFault: FaultListener): Promise<Persistence> {
  if (options.persistence) return options.persistence
  if (options.memory) return openMemory()
  if (options.file !== undefined) {
    throw new AuditError('OPTION_INVALID', 'A browser keeps no files: pass `name`, the IndexedDB database, not `file`.')
  }
  if (options.persist) void askToPersist()
  return openIndexedDb(options.name ?? defaultName, onFault)
}

/**
 * The WebAssembly that lies beside the package's modules.
 *
 * @throws AuditError `SQLITE_UNAVAILABLE` when the address gives something else.
 */
export async function readWasm(): Promise<ArrayBuffer> {
  // Written out, since bundlers look for this very expression to take the file along.
  const url = new URL('../sql-wasm.wasm', import.meta.url)
  try {
    return await fetchWasm(url)
  } catch (error) {
    throw toAuditError(
      error,
      'SQLITE_UNAVAILABLE',
      `sql.js's WebAssembly could not be loaded from ${url.href}. Pass its address as \`wasm\``,
    )
  }
}

async function fetchWasm(url: URL): Promise<ArrayBuffer> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const bytes = await response.arrayBuffer()
  if (isWasm(bytes)) return bytes
  throw new Error(`the answer is no WebAssembly but ${response.headers.get('content-type') ?? 'something else'}`)
}

/** Whether the bytes begin as the WebAssembly specification has it (5.5.16): NUL, asm. A server's fallback page does not. */
function isWasm(bytes: ArrayBuffer): boolean {
  return bytes.byteLength > 4 && new DataView(bytes).getUint32(0) === 0x00_61_73_6d
}

async function openIndexedDb(name: string, onFault: FaultListener): Promise<Persistence> {
  try {
    return await indexedDbPersistence({ name, onFault })
  } catch (error) {
    if (!isDenial(error)) throw error
    onFault(
      new AuditError(
        'NOT_DURABLE',
        'The browser gives this page no IndexedDB, so entries are kept in memory and are lost with the page.',
        { cause: error },
      ),
    )
    return openMemory()
  }
}

/** Most pages have IndexedDB and never load it. */
async function openMemory(): Promise<Persistence> {
  const { memoryPersistence } = await loadPart(() => import('../persistence/memory/memory.js'))
  return memoryPersistence()
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
