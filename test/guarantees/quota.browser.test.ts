import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditEntryInput, AuditStore } from '../../src/index.js'
import { exhaustQuota, limitQuota, restoreQuota } from '../persistence/indexeddb/site.js'
import { openStore } from './browser-store.js'

const fortyDays = 40 * 86_400_000

function entry(stepId: string, size = 0): AuditEntryInput {
  const parameters = { noise: noise(size) }
  return { sessionId: 'session', stepId, toolName: 'tool', riskLevel: 'safe', parameters }
}

/** Text that Chromium cannot compress much before it counts it against the quota. */
function noise(size: number): string {
  const bytes = new Uint8Array(size)
  for (let start = 0; start < size; start += 65_536) crypto.getRandomValues(bytes.subarray(start, start + 65_536))
  return new TextDecoder('latin1').decode(bytes).replaceAll(/[^!-~]/g, '.')
}

async function steps(store: AuditStore): Promise<string[]> {
  const entries = await store.query({ order: 'oldest', limit: Infinity })
  return entries.map(({ stepId }) => stepId).toSorted()
}

describe('a store whose quota is spent', () => {
  beforeAll(limitQuota)
  afterAll(restoreQuota)

  test('refuses what it cannot keep, answers meanwhile, and goes on once there is room', async () => {
    const name = crypto.randomUUID()
    const faults: string[] = []
    const store = await openStore({ name, onFault: ({ code }) => faults.push(code) })
    await store.logMany([entry('a'), entry('b')])
    const { id } = await store.begin(entry('c'))
    const restore = await exhaustQuota()

    const refused = [store.log(entry('no')), store.logMany([entry('no'), entry('no')]), store.begin(entry('no'))]
    for (const { status, reason } of (await Promise.allSettled(refused)) as PromiseRejectedResult[]) {
      expect([status, reason.code]).toEqual(['rejected', 'STORAGE_FULL'])
    }
    await expect(store.settle(id)).rejects.toMatchObject({ code: 'STORAGE_FULL' })
    expect(await steps(store)).toEqual(['a', 'b', 'c'])
    expect(await store.get(id)).toMatchObject({ outcome: 'pending' })
    expect(new Set(faults)).toEqual(new Set(['STORAGE_FULL']))

    await restore()
    await store.log(entry('d'))
    expect(await store.settle(id, { result: 'done' })).toMatchObject({ outcome: 'succeeded' })
    for (const one of [store, await openStore({ name })]) {
      expect(await steps(one)).toEqual(['a', 'b', 'c', 'd'])
      expect(await one.get(id)).toMatchObject({ outcome: 'succeeded', result: 'done' })
    }
  })

  test('says so when an image has no room, loses nothing, and writes it once there is', async () => {
    const name = crypto.randomUUID()
    const store = await openStore({ name, maxDataLength: Infinity })
    await store.logMany(Array.from({ length: 8 }, (_, index) => entry(`big-${index}`, 1_000_000)))
    expect(await store.count()).toBe(8)
    const restore = await exhaustQuota()
    await expect(store.checkpoint()).rejects.toMatchObject({ code: 'STORAGE_FULL' })
    expect(await store.count()).toBe(8)
    await restore()
    await store.log(entry('last'))
    await store.checkpoint()
    expect(await steps(await openStore({ name }))).toEqual([...Array.from({ length: 8 }, (_, n) => `big-${n}`), 'last'])
  })

  test('keeps every entry, and can purge again later, when a purge has no room', async () => {
    const name = crypto.randomUUID()
    const store = await openStore({ name, retention: false, maxDataLength: Infinity })
    await store.log({ ...entry('old', 1_000_000), timestamp: Date.now() - fortyDays })
    await store.log(entry('new', 2_000_000))
    const restore = await exhaustQuota()
    await expect(store.cleanupOldEntries(30)).rejects.toMatchObject({ code: 'STORAGE_FULL' })
    expect(await steps(store)).toEqual(['new', 'old'])
    await restore()
    expect(await store.cleanupOldEntries(30)).toBe(1)
    expect(await steps(await openStore({ name }))).toEqual(['new'])
  })

  test('closes without a word of its own when the image at the end has no room', async () => {
    const name = crypto.randomUUID()
    const store = await openStore({ name, maxDataLength: Infinity })
    await store.log(entry('kept', 2_000_000))
    expect(await store.count()).toBe(1)
    const restore = await exhaustQuota()
    await store.close()
    await restore()
    expect(await steps(await openStore({ name }))).toEqual(['kept'])
  })
})
