import { describe, test } from 'vitest'
import { openAuditStore } from '../../src/store/open.js'
import { auditStoreContract } from '../../src/testing/index.js'
import { startWorker } from './store.js'

const wasm = new URL('../../node_modules/sql.js/dist/sql-wasm.wasm', import.meta.url)

const cases = auditStoreContract({
  create: async () => {
    const name = crypto.randomUUID()
    return {
      open: (options) => openAuditStore({ ...options, name, wasm, worker: startWorker, onFault: () => {} }),
      destroy: async () => void indexedDB.deleteDatabase(name),
    }
  },
})

describe('a store whose replica is in a worker', () => {
  for (const { name, run } of cases) test(name, run)
})
