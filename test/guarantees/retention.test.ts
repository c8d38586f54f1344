import { copyFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AuditEntry, AuditStore, AuditStoreOptions, RiskLevel } from '../../src/index.js'
import { everyEntry, filesHolding, newFile, type Opened, openStore, patience } from './place.js'
import { makeSeventeen, seventeenRow } from './seventeen.js'
import { agedTrail, day, leftovers, old, stepsOf, traceable, young } from './traceable.js'

const hour = 3_600_000
const start = Date.parse('2026-11-23T12:00:00Z')

describe('retention', () => {
  // Only what ticks by itself: files, promises and SQLite go on as always.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
  afterEach(() => void vi.useRealTimers())

  const clock = { now: start }
  beforeEach(() => void (clock.now = start))
  const now = (): number => clock.now

  /** Lets time pass, and with it at least one sweep. */
  function pass(milliseconds: number): void {
    clock.now += milliseconds
    vi.advanceTimersByTime(hour)
  }

  async function opened(file: string, options: AuditStoreOptions = {}): Promise<Opened> {
    return await openStore(file, { now, retention: undefined, ...options })
  }

  test('sweeps at opening, leaves its record, and no byte', async () => {
    const file = await agedTrail(start)
    const { store, faults } = await opened(file)
    await expect.poll(() => stepsOf(store), patience).toEqual([young, young, young])
    await expect.poll(() => leftovers(file), patience).toEqual([])
    expect(await store.purges()).toEqual([
      {
        purgedAt: new Date(start).toISOString(),
        rule: 'days:30',
        before: new Date(start - 30 * day).toISOString(),
        count: 3,
      },
    ])
    await store.close()
    expect(leftovers(file)).toEqual([])
    expect(faults).toEqual([])
  })

  test('sweeps every hour while open, by day and by risk', async () => {
    const file = await newFile()
    const { store, faults } = await opened(file, { retention: { days: 2, byRisk: { critical: 4, safe: 1 } } })
    const levels: readonly RiskLevel[] = ['safe', 'moderate', 'destructive', 'critical']
    await store.logMany(levels.map((riskLevel) => ({ ...traceable(riskLevel), riskLevel })))
    await store.log({ ...traceable('newest'), riskLevel: 'critical', timestamp: start + 5 * day })
    pass(day + 1)
    await expect.poll(() => stepsOf(store), patience).toEqual(['moderate', 'destructive', 'critical', 'newest'])
    pass(day)
    await expect.poll(() => stepsOf(store), patience).toEqual(['critical', 'newest'])
    pass(2 * day)
    await expect.poll(() => stepsOf(store), patience).toEqual(['newest'])
    const purges = (await store.purges()).map(({ rule, count }) => `${rule} ${count}`)
    expect(purges).toEqual(['critical:4 1', 'days:2 2', 'safe:1 1'])
    await expect
      .poll(
        () =>
          filesHolding(
            dirname(file),
            levels.flatMap((level) => `error-of-${level}`),
          ),
        patience,
      )
      .toEqual([])
    expect(faults).toEqual([])
  })

  test('waits while it would leave nothing, in a file too', async () => {
    const file = await newFile()
    const first = await opened(file)
    await first.store.log({ ...traceable('only') })
    await first.store.close()
    clock.now += 1000 * day
    const { store } = await opened(file)
    pass(hour)
    pass(hour)
    expect(await stepsOf(store)).toEqual(['only'])
    await store.log({ ...traceable('next') })
    pass(hour)
    await expect.poll(() => stepsOf(store), patience).toEqual(['next'])
  })

  /** Archives of somebody: what lies at the path is not a trail that this place began. */
  const archives: readonly [name: string, make: () => Promise<string>][] = [
    [
      'a database that other programs made',
      async () => {
        const file = await newFile()
        makeSeventeen(file, [
          seventeenRow({ step_id: old, timestamp: '2020-01-01T00:00:00' }),
          seventeenRow({ step_id: young, timestamp: '2026-11-23T11:00:00' }),
        ])
        return file
      },
    ],
    [
      'an exported database',
      async () => {
        const { store } = await openStore(await agedTrail(start))
        const file = await newFile()
        await writeFile(file, await store.exportDatabase())
        return file
      },
    ],
    [
      'a copy of a database without its folder',
      async () => {
        const file = await newFile()
        await copyFile(await agedTrail(start), file)
        return file
      },
    ],
    [
      'a trail with imported entries',
      async () => {
        const { store } = await openStore(await agedTrail(start))
        const exported = await store.exportNdjson()
        const file = await newFile()
        const trail = await opened(file)
        await trail.store.log({ ...traceable('ours') })
        await trail.store.importEntries(exported)
        await trail.store.close()
        return file
      },
    ],
  ]

  const foreignEntries = async (store: AuditStore): Promise<readonly AuditEntry[]> =>
    (await everyEntry(store)).filter(({ stepId }) => stepId !== 'ours')

  test.each(archives)('keeps every row of %s, until it is asked for', async (_, make) => {
    const file = await make()
    const untouched = await openStore(file)
    const before = await foreignEntries(untouched.store)
    expect(before.map(({ stepId }) => stepId)).toContain(old)
    await untouched.store.close()
    for (let opening = 0; opening < 2; opening += 1) {
      const { store } = await opened(file)
      await store.log({ ...traceable('ours') })
      pass(hour)
      pass(31 * day)
      await store.checkpoint()
      expect(await foreignEntries(store)).toEqual(before)
      await store.close()
    }
    const { store } = await opened(file, { retention: { days: 90 } })
    await store.log({ ...traceable('ours') })
    clock.now += 40 * day
    pass(hour)
    await expect.poll(() => stepsOf(store), patience).not.toContain(old)
    expect((await store.purges())[0]).toMatchObject({ rule: 'days:90' })
    await store.close()
    expect(leftovers(file)).toEqual([])
  })
})
