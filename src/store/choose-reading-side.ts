import type { Persistence } from '../persistence/persistence.js'
import { localReadingSide } from '../storage/sqljs/local-reading-side.js'
import type { ReadingSide, ReadingSideOptions } from '../storage/sqljs/reading-side.js'
import { remoteReadingSide } from '../worker/remote-reading-side.js'
import type { AuditStoreOptions } from './options.js'

/** The reading side that a store's options ask for, as far as a worker can open its place. */
export function chooseReadingSide(
  { worker: startWorker, wasm }: AuditStoreOptions,
  { shared: place }: Persistence,
): (options: ReadingSideOptions) => ReadingSide {
  if (!startWorker || !place) return localReadingSide
  return (options) => remoteReadingSide(options, { startWorker, place, isWasmGiven: wasm !== undefined })
}
