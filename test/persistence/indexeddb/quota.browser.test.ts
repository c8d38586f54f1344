import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Persistence } from '../../../src/persistence/persistence.js'
import { everyFrame, Replica } from '../../../src/testing/persistence/replica.js'
import { deleteDatabase, newName, open, openRaw } from './place.js'
import { exhaustQuota, limitQuota, restoreQuota } from './site.js'

const large = 80_000_000

describe('a spent quota', () => {
  let name: string
  let persistence: Persistence

  beforeAll(limitQuota)
  afterAll(restoreQuota)

  beforeEach(async () => {
    name = newName()
    persistence = await open(name)
  })

  afterEach(async () => {
    await persistence.close()
    await deleteDatabase(name)
  })

  test('fails the append that is too large with STORAGE_FULL, and none that shares its transaction', async () => {
    const [before, giant, after] = await Promise.allSettled([
      persistence.append(['"before"']),
      persistence.append([JSON.stringify('x'.repeat(large))]),
      persistence.append(['"after"']),
    ])
    expect(before.status).toBe('fulfilled')
    expect(giant).toMatchObject({
      status: 'rejected',
      reason: { code: 'STORAGE_FULL', cause: { name: 'QuotaExceededError' } },
    })
    expect(after.status).toBe('fulfilled')
    expect(await everyFrame(persistence)).toEqual(['"before"', '"after"'])
  })

  test('fails every append with STORAGE_FULL until there is room', async () => {
    const restore = await exhaustQuota()
    await expect(persistence.append(['"no room"'])).rejects.toMatchObject({ code: 'STORAGE_FULL' })
    await restore()
    await persistence.append(['"room"'])
    expect(await everyFrame(persistence)).toEqual(['"room"'])
  })

  test('leaves image and journal as they are when a new image has no room, and nothing of it behind', async () => {
    await persistence.append(['"one"'])
    const replica = await Replica.open(persistence)
    await replica.checkpoint()
    await persistence.append(['"two"'])
    await replica.pull()
    const image = { bytes: incompressible(large), position: replica.position, purge: false }
    await expect(persistence.writeImage(image)).rejects.toMatchObject({ code: 'STORAGE_FULL' })
    expect(await everyFrame(persistence)).toEqual(['"one"', '"two"'])
    expect(await countChunks(name)).toBe(1)
  })
})

/** Bytes that Chromium cannot compress before it counts them against the quota. */
function incompressible(size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  for (let start = 0; start < size; start += 65_536) crypto.getRandomValues(bytes.subarray(start, start + 65_536))
  return bytes
}

async function countChunks(name: string): Promise<number> {
  const db = await openRaw(name)
  const request = db.transaction('image').objectStore('image').count()
  await new Promise((resolve) => (request.onsuccess = resolve))
  db.close()
  return request.result
}
