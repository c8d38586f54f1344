import { openAuditStore } from '../../src/index.js'

declare global {
  /** Opens a store whose replica is in a worker, of another script where one is given, as the global `store`. */
  var openWithWorker: (script?: string) => Promise<void>
}

globalThis.openWithWorker = async (script) => {
  const worker = (): Worker =>
    script
      ? new Worker(script)
      : new Worker(new URL('../worker/replica-worker.ts', import.meta.url), { type: 'module' })
  globalThis.store = await openAuditStore({ name: 'agent', worker, onFault: () => {} })
}
