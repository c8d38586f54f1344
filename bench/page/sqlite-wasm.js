import { sqlTrail } from './sql-trail.js'
import { callWorker } from './worker-call.js'

/** SQLite's own WebAssembly build, in a worker, on the pool of OPFS handles. */
export async function open({ options }) {
  const worker = new Worker(new URL('./sqlite-wasm-worker.js', import.meta.url), { type: 'module' })
  return openInWorker(worker, options)
}

/** A trail in a worker whose functions are `open`, `run`, `insertAll`, `all` and `close`. */
export async function openInWorker(worker, options) {
  const { call, end } = callWorker(worker)
  await call('open', options)
  return sqlTrail({
    run: (sql, values) => call('run', sql, values),
    insertAll: (sql, lists) => call('insertAll', sql, lists),
    all: (sql, values) => call('all', sql, values),
    close: async () => {
      await call('close')
      end()
    },
  })
}
