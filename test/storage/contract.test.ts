import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { describe, test } from 'vitest'
import { memoryMedium, memoryPersistence } from '../../src/persistence/memory/memory.js'
import { sqljsStorage } from '../../src/storage/sqljs/sqljs.js'
import { faultyPersistence, storageContract } from '../../src/testing/index.js'

const wasm = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm')

const cases = storageContract({
  faults: true,
  create: async () => {
    const medium = memoryMedium()
    let broken = false
    return {
      open: async () => {
        const persistence = faultyPersistence(memoryPersistence({ medium }), (operation) =>
          broken && operation === 'append' ? 'before' : null,
        )
        const adapter = sqljsStorage({ persistence, loadWasm: () => readFile(wasm), onFault: () => {}, now: Date.now })
        await adapter.open()
        return adapter
      },
      destroy: async () => {},
      breakAppends: async () => {
        broken = true
        return async () => {
          broken = false
        }
      },
    }
  },
})

describe('sqljsStorage in memory', () => {
  for (const { name, run } of cases) test(name, run)
})
