import { AuditError, type FaultListener } from '../error.js'
import { memoryPersistence } from '../persistence/memory/memory.js'
import type { Persistence } from '../persistence/persistence.js'
import type { AuditStoreOptions } from '../store/options.js'

/** Memory, which is all that is known of this runtime, unless the options bring a persistence. */
export async function openPersistence(options: AuditStoreOptions, onFault: FaultListener): Promise<Persistence> {
  if (options.persistence) return options.persistence
  if (!options.memory) {
    onFault(
      new AuditError(
        'NOT_DURABLE',
        'This runtime has neither IndexedDB nor files, so entries are kept in memory. Pass `persistence` to keep them, or `memory: true` to say that this is meant.',
      ),
    )
  }
  return memoryPersistence()
}

/**
 * Such runtimes take only WebAssembly that was compiled when the program was deployed.
 *
 * @throws AuditError `SQLITE_UNAVAILABLE`, always.
 */
export async function readWasm(): Promise<ArrayBuffer> {
  throw new AuditError(
    'SQLITE_UNAVAILABLE',
    "This runtime compiles no WebAssembly by itself. Pass sql.js's as `wasm`: a WebAssembly.Module, as `import wasm from 'sql.js/dist/sql-wasm.wasm'` gives it.",
  )
}
