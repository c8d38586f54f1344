import { openInWorker } from './sqlite-wasm.js'

/** wa-sqlite, its Asyncify build in a worker, on IndexedDB. */
export function open({ options }) {
  const worker = new Worker(new URL('./wa-sqlite-worker.js', import.meta.url), { type: 'module' })
  return openInWorker(worker, options)
}
