import type { Persistence } from '../persistence/persistence.js'
import { localReadingSide } from '../storage/sqljs/local-reading-side.js'
import type { ReadingSide, ReadingSideOptions } from '../storage/sqljs/reading-side.js'
import { remoteReadingSide } from '../worker/remote-reading-side.js'
import type { AuditStoreOptions } from './options.js'

/** The reading side that a store's options ask for. What is not in IndexedDB is out of a worker's reach. */
export function chooseReadingSide(
  { worker: startWorker, name, wasm, persistence: given }: AuditStoreOptions,
  persistence: Persistence,
): (options: ReadingSideOptions) => ReadingSide {
  if (!startWorker || persistence === given || !persistence.durable) return localReadingSide
  return (options) => remoteReadingSide(options, { startWorker, name, isWasmGiven: wasm !== undefined })
}
