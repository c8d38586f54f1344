import { expect, test } from 'vitest'
import { memoryPersistence } from '../../../src/persistence/memory/memory.js'
import { localReadingSide } from '../../../src/storage/sqljs/local-reading-side.js'
import { sqljsStorage } from '../../../src/storage/sqljs/sqljs.js'
import { someRow } from '../../any-row.js'

const wasm = new URL('../../../node_modules/sql.js/dist/sql-wasm-browser.wasm', import.meta.url)

const row = someRow({
  tool_name: 'read\0é',
  result: 'null',
  duration_ms: 0.1,
  parameters_size: 2 ** 40,
  result_size: 4,
})

test('a page downloads SQLite at its first question, and again after it failed', async () => {
  const addresses = [new URL('/no-such-place.wasm', wasm), wasm]
  const storage = sqljsStorage({
    persistence: memoryPersistence(),
    loadReadingSide: async () => localReadingSide,
    loadWasm: async () => addresses.shift() ?? wasm,
    onFault: (fault) => {
      throw fault
    },
    now: Date.now,
  })
  await storage.append([{ kind: 'entry', row }])
  expect(addresses).toHaveLength(2)
  await expect(storage.count({})).rejects.toMatchObject({ code: 'SQLITE_UNAVAILABLE' })
  expect(await storage.query({ order: 'desc', limit: 1, offset: 0 })).toEqual([row])
  expect((await storage.image({})).length).toBeGreaterThan(4_096)
  await storage.close()
})
