import { afterEach, beforeEach, describe, expect, type Mock, test, vi } from 'vitest'
import { memoryPersistence } from '../../../src/persistence/memory/memory.js'
import { sqljsStorage } from '../../../src/storage/sqljs/sqljs.js'
import type { StorageAdapter } from '../../../src/storage/storage-adapter.js'
import { loadReadingSide, row, wasm } from './place.js'

describe('an image that is due', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  test('waits for a pause', async () => {
    const { storage, load } = await logged(9)
    expect(load).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(200)
    expect(load).toHaveBeenCalledOnce()
    await storage.close()
  })

  test('does not wait for one without end', async () => {
    const { storage, load } = await logged(11)
    expect(load).toHaveBeenCalledOnce()
    await storage.close()
  })

  test('is not begun after closing', async () => {
    const { storage, load } = await logged(6)
    await storage.close()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(load).not.toHaveBeenCalled()
  })
})

/** A storage to which so many thousand records were appended without a pause, and what loads SQLite there. */
async function logged(thousands: number): Promise<{ storage: StorageAdapter; load: Mock<typeof loadReadingSide> }> {
  const load = vi.fn<typeof loadReadingSide>(loadReadingSide)
  const persistence = memoryPersistence()
  const storage = sqljsStorage({ persistence, loadReadingSide: load, loadWasm: wasm, onFault: fail, now: Date.now })
  await storage.open()
  for (let count = 0; count < thousands; count += 1) {
    await storage.append(Array.from({ length: 1_000 }, () => ({ kind: 'entry', row: row() }) as const))
    await vi.advanceTimersByTimeAsync(60)
  }
  return { storage, load }
}

function fail(fault: Error): never {
  throw fault
}
