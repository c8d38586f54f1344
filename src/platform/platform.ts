import type { FaultListener } from '../error.js'
import type { ImageParts } from '../persistence/indexeddb/indexeddb-persistence.js'
import type { memoryInstead } from '../persistence/memory/memory-instead.js'
import type { memoryPersistence } from '../persistence/memory/memory.js'
import type { Persistence } from '../persistence/persistence.js'
import type { AuditStoreOptions } from '../store/options.js'

/** What platforms need of that which is loaded late. */
export interface PlatformParts extends ImageParts {
  readonly memoryPersistence: typeof memoryPersistence
  readonly memoryInstead: typeof memoryInstead
}

/**
 * What differs between runtimes. `#platform` resolves to one module that exports these, picked by the conditions of
 * package.json: `browser`, `node` (Deno and Bun too), or neither.
 */
export interface Platform {
  /**
   * The persistence that the options ask for, or that this runtime has by default. Falls back to memory, with a
   * `NOT_DURABLE` fault, where the runtime has none. A platform that is downloaded takes from `loadParts` what few pages need.
   */
  openPersistence(
    options: AuditStoreOptions,
    onFault: FaultListener,
    loadParts: () => Promise<PlatformParts>,
  ): Promise<Persistence>
  /** The bytes of sql.js's WebAssembly that come with the package. */
  readWasm(): Promise<Uint8Array | ArrayBuffer>
}
