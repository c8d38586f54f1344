import { expect, test, vi } from 'vitest'
import { memoryPersistence } from '../../../src/persistence/memory/memory.js'
import { sqljsStorage } from '../../../src/storage/sqljs/sqljs.js'
import { loadReadingSide, row, wasm } from './place.js'

// Alone in its file, since SQLite is loaded once for a process and kept.
test('logging goes on where SQLite cannot be loaded, and reading works once it can', async () => {
  const loadWasm = vi
    .fn<typeof wasm>(wasm)
    .mockRejectedValueOnce(new Error('offline'))
    .mockResolvedValueOnce(Buffer.from('<html>'))
  const onFault = vi.fn<() => void>()
  const storage = sqljsStorage({ persistence: memoryPersistence(), loadReadingSide, loadWasm, onFault, now: Date.now })
  await storage.append([{ kind: 'entry', row: row() }])
  await expect(storage.count({})).rejects.toMatchObject({ code: 'SQLITE_UNAVAILABLE' })
  await expect(storage.count({})).rejects.toMatchObject({ code: 'SQLITE_UNAVAILABLE' })
  await storage.append([{ kind: 'entry', row: row() }])
  expect(await storage.count({})).toBe(2)
  await storage.close()
  expect(onFault).not.toHaveBeenCalled()
})
