import { onTestFinished } from 'vitest'
import { type AuditStore, type AuditStoreOptions, openAuditStore } from '../../src/index.js'

const wasm = new URL('../../node_modules/sql.js/dist/sql-wasm.wasm', import.meta.url)

/** A worker that does as the documentation says. */
export function startWorker(): Worker {
  return new Worker(new URL('./replica-worker.ts', import.meta.url), { type: 'module' })
}

/** Opens a store whose replica is in a worker, until the test ends. */
export async function openWithWorker(options: AuditStoreOptions = {}): Promise<AuditStore> {
  const name = crypto.randomUUID()
  const store = await openAuditStore({ name, wasm, worker: startWorker, onFault: () => {}, ...options })
  onTestFinished(() => store.close())
  return store
}
