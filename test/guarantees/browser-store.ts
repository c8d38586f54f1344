import { onTestFinished } from 'vitest'
import { type AuditStore, type AuditStoreOptions, openAuditStore } from '../../src/index.js'

/** The WebAssembly that the package comes with. */
export const wasm: URL = new URL('../../node_modules/sql.js/dist/sql-wasm.wasm', import.meta.url)

/** Opens a store in an IndexedDB database of its own, or of a name, until the test ends. */
export async function openStore(options: AuditStoreOptions = {}): Promise<AuditStore> {
  const store = await openAuditStore({ name: crypto.randomUUID(), wasm, onFault: () => {}, ...options })
  onTestFinished(() => store.close())
  return store
}
