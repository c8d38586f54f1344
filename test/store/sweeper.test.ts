import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AuditEntry } from '../../src/entry/entry.js'
import { memoryPersistence } from '../../src/persistence/memory/memory.js'
import type { AuditStoreOptions } from '../../src/store/options.js'
import { faultyPersistence } from '../../src/testing/faulty-persistence.js'
import { action, day, memoryStore, type MemoryStore } from './memory-store.js'

const hour = 3_600_000

// Only what ticks by itself: promises and SQLite go on as always.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

/** Lets time pass, and with it a sweep. */
function pass(clock: { now: number }, milliseconds: number): void {
  clock.now += milliseconds
  vi.advanceTimersByTime(hour)
}

/** Closes a store and opens the same place again. */
async function reopen(one: MemoryStore, options?: AuditStoreOptions): Promise<MemoryStore> {
  await one.store.close()
  return memoryStore(options, one)
}

const remaining = async ({ store }: MemoryStore): Promise<readonly string[]> =>
  (await store.query({ order: 'oldest' })).map(({ stepId }) => stepId)

describe('retention', () => {
  test('sweeps after thirty days, while the store is open, and leaves its record', async () => {
    const one = await memoryStore()
    await one.store.log(action({ stepId: 'old' }))
    one.clock.now += day
    await one.store.log(action({ stepId: 'new' }))
    pass(one.clock, 29 * day - 1)
    await expect.poll(() => remaining(one)).toEqual(['old', 'new'])
    pass(one.clock, 2)
    await expect.poll(() => remaining(one)).toEqual(['new'])
    expect(await one.store.purges()).toEqual([
      {
        purgedAt: new Date(one.clock.now).toISOString(),
        rule: 'days:30',
        before: new Date(one.clock.now - 30 * day).toISOString(),
        count: 1,
      },
    ])
    expect(one.faults).toEqual([])
  })

  test('sweeps after opening', async () => {
    const one = await memoryStore()
    await one.store.log(action({ stepId: 'old' }))
    one.clock.now += 31 * day
    await one.store.log(action({ stepId: 'new' }))
    const two = await reopen(one)
    await expect.poll(() => remaining(two)).toEqual(['new'])
  })

  test.each([1e9, 1e302])('of %s days keeps everything, and fails at nothing', async (days) => {
    const one = await memoryStore({ retention: { days } })
    await one.store.log(action({ timestamp: 0 }))
    const two = await reopen(one, { retention: { days } })
    expect(await two.store.cleanupOldEntries(days)).toBe(0)
    expect(await remaining(two)).toEqual(['step'])
    await two.store.close()
    expect([...one.faults, ...two.faults]).toEqual([])
  })

  test('is not stopped by a time that is none', async () => {
    const first = await memoryStore({ retention: false })
    await first.store.importEntries([
      { session_id: 's', step_id: '1', tool_name: 't', risk_level: 'safe', timestamp: '2026-19-39' } as never,
    ])
    await first.store.close()
    const second = await memoryStore({ retention: { days: 30 } }, first)
    await second.store.close()
    expect(second.faults).toEqual([])
  })

  test('keeps risk levels for their own spans', async () => {
    const one = await memoryStore({ retention: { days: 1, byRisk: { critical: 10 } } })
    await one.store.log(action({ stepId: 'safe' }))
    await one.store.log(action({ stepId: 'critical', riskLevel: 'critical' }))
    pass(one.clock, 2 * day)
    await expect.poll(() => remaining(one)).toEqual(['critical'])
    await one.store.log(action({ stepId: 'new' }))
    pass(one.clock, 9 * day)
    await one.store.log(action({ stepId: 'newest' }))
    pass(one.clock, hour)
    await expect.poll(() => remaining(one)).toEqual(['newest'])
    expect(new Set((await one.store.purges()).map(({ rule }) => rule))).toEqual(new Set(['days:1', 'critical:10']))
  })

  test('waits while it would leave nothing, as when a clock jumps', async () => {
    const one = await memoryStore()
    await one.store.log(action({ stepId: 'only' }))
    const two = await reopen({ ...one, clock: { now: one.clock.now + 1_000 * day } })
    expect(await remaining(two)).toEqual(['only'])
    await two.store.log(action({ stepId: 'next' }))
    pass(two.clock, hour)
    await expect.poll(() => remaining(two)).toEqual(['next'])
  })

  test('takes an entry that was old when it was logged', async () => {
    const one = await memoryStore()
    await one.store.log(action({ stepId: 'new' }))
    await one.store.log(action({ stepId: 'old', timestamp: one.clock.now - 40 * day }))
    pass(one.clock, hour)
    await expect.poll(() => remaining(one)).toEqual(['new'])
  })

  test('spares imported entries until it was asked for', async () => {
    const one = await memoryStore()
    const old: AuditEntry = { ...(await one.store.log(action())), id: 'old', stepId: 'imported' }
    await one.store.importEntries([{ ...old, timestamp: new Date(one.clock.now - 400 * day).toISOString() }])
    pass(one.clock, hour)
    const two = await reopen(one)
    expect(await remaining(two)).toEqual(['imported', 'step'])
    const three = await reopen(two, { retention: {} })
    await expect.poll(() => remaining(three)).toEqual(['step'])
  })

  test('keeps everything where it is false', async () => {
    const one = await memoryStore({ retention: false })
    await one.store.logMany([action({ stepId: 'old', timestamp: 0 }), action({ stepId: 'new' })])
    pass(one.clock, 4_000 * day)
    expect(await remaining(await reopen(one, { retention: false }))).toEqual(['old', 'new'])
  })

  test('is not put off by a clock that was ahead for a while', async () => {
    const one = await memoryStore()
    const ahead = await memoryStore({}, { medium: one.medium, clock: { now: one.clock.now + 900 * day } })
    await ahead.store.close()
    await one.store.log(action({ stepId: 'old', timestamp: one.clock.now - 31 * day }))
    await one.store.log(action({ stepId: 'new' }))
    const two = await reopen(one)
    await expect.poll(() => remaining(two)).toEqual(['new'])
  })

  test('reports a sweep that fails, and tries again', async () => {
    let isBroken = false
    const persistence = faultyPersistence(memoryPersistence(), (operation) =>
      isBroken && operation === 'writeImage' ? 'before' : null,
    )
    const one = await memoryStore({ persistence })
    await one.store.logMany([action({ stepId: 'old' }), action({ stepId: 'new', timestamp: one.clock.now + 30 * day })])
    isBroken = true
    pass(one.clock, 31 * day)
    await expect.poll(() => one.faults).toMatchObject([{ code: 'STORAGE_FAILED' }])
    isBroken = false
    pass(one.clock, hour)
    await expect.poll(() => remaining(one)).toEqual(['new'])
  })
})

describe('cleanupOldEntries()', () => {
  test('removes what is older, of every level and from everywhere, and tells how many', async () => {
    const one = await memoryStore({ retention: false })
    const times = [8, 7, 6].map((days) => one.clock.now - days * day)
    await one.store.logMany(times.map((timestamp) => action({ timestamp, riskLevel: 'critical' })))
    await one.store.importEntries([action({ timestamp: 0, stepId: 'imported' })])
    expect(await one.store.cleanupOldEntries(7)).toBe(2)
    expect(await one.store.count()).toBe(2)
    expect(await one.store.purges()).toMatchObject([{ rule: 'manual:7', count: 2 }])
    expect(await one.store.cleanupOldEntries(7)).toBe(0)
    expect(await one.store.cleanupOldEntries(1)).toBe(2)
    expect(await one.store.count()).toBe(0)
    expect(await one.store.purges()).toHaveLength(2)
  })

  test.each([0, -1, Number.NaN, Infinity, '7' as never])('refuses %s days', async (days) => {
    const { store } = await memoryStore()
    await expect(store.cleanupOldEntries(days)).rejects.toMatchObject({ code: 'OPTION_INVALID' })
  })
})
