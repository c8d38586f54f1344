import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { AuditEntry, AuditEntryInput, AuditStore, AuditStoreOptions, RiskLevel } from '../../src/index.js'
import { bundle, type Child, startChild } from '../child.js'
import type { HolderOrder } from './child/holder.js'
import { everyEntry, filesHolding, newFile, type Opened, openStore, printed } from './place.js'
import { makeSeventeen, seventeenRow } from './seventeen.js'

const day = 86_400_000
const hour = 3_600_000
const start = Date.parse('2026-11-23T12:00:00Z')

/** A text for every field that holds one, none of which may be found after a purge. */
const traceable = (name: string): AuditEntryInput => ({
  sessionId: `session-of-${name}`,
  stepId: name,
  toolName: `tool-of-${name}`,
  riskLevel: 'safe',
  parameters: { path: `parameter-of-${name}` },
  result: [`result-of-${name}`],
  error: `error-of-${name}`,
  metadata: { note: `metadata-of-${name}` },
  agentId: `agent-of-${name}`,
})

const texts = (name: string): readonly string[] => {
  const { sessionId, toolName, agentId } = traceable(name)
  return [name, sessionId, toolName, `parameter-of-${name}`, `result-of-${name}`, `error-of-${name}`, `${agentId}`]
}

const old = 'purged-41f7c09e'
const young = 'kept-93ab2d10'

const oldEntry = (now: number, riskLevel: RiskLevel = 'safe'): AuditEntryInput => ({
  ...traceable(old),
  riskLevel,
  timestamp: now - 40 * day,
})

const youngEntry = (now: number): AuditEntryInput => ({ ...traceable(young), timestamp: now })

const stepsOf = async (store: AuditStore): Promise<readonly string[]> =>
  (await everyEntry(store)).map(({ stepId }) => stepId)

/** Where the old entries' texts still are. */
const leftovers = (file: string): readonly string[] => filesHolding(dirname(file), texts(old))

/** A trail with old and young entries in an image, in its journal, and in files that were kept from a process that was killed. */
async function agedTrail(now: number): Promise<string> {
  const file = await newFile()
  const { store } = await openStore(file, { now: () => now })
  await store.logMany([oldEntry(now), youngEntry(now)])
  await store.checkpoint()
  await store.logMany([oldEntry(now), youngEntry(now)])
  await store.checkpoint()
  await store.logMany([oldEntry(now), youngEntry(now)])
  expect(leftovers(file)).not.toEqual([])
  await store.close()
  return file
}

describe('cleanupOldEntries()', () => {
  test('leaves no byte of what it removed in any file, once it resolves', async () => {
    const file = await agedTrail(start)
    const { store, faults } = await openStore(file, { now: () => start })
    await store.logMany([oldEntry(start), youngEntry(start)])
    expect(await store.cleanupOldEntries(30)).toBe(4)
    expect(leftovers(file)).toEqual([])
    expect(await stepsOf(store)).toEqual([young, young, young, young])
    expect(filesHolding(dirname(file), [young])).not.toEqual([])
    await store.close()
    expect(leftovers(file)).toEqual([])
    const again = await openStore(file)
    expect(await stepsOf(again.store)).toEqual([young, young, young, young])
    expect(await again.store.purges()).toMatchObject([{ rule: 'manual:30', count: 4 }])
    expect(faults).toEqual([])
  })

  test('leaves none in what processes left that were killed, damaged bytes included', async () => {
    const file = await newFile()
    const now = Date.now()
    const order = { file, entries: [oldEntry(now), youngEntry(now)], ago: 40 * day, later: [] }
    const children = [await startHolder(order), await startHolder(order)]
    for (const child of children) {
      await printed(child, 'logged')
      child.process.kill('SIGKILL')
      await child.ended
    }
    const [journal = ''] = (await readdir(`${file}.d`)).filter((name) => name.startsWith('journal-'))
    await damageFirstEntry(join(`${file}.d`, journal))
    const { store, faults } = await openStore(file)
    expect(await store.cleanupOldEntries(30)).toBe(1)
    expect(faults).toMatchObject([{ code: 'JOURNAL_DAMAGED' }])
    expect(leftovers(file)).toEqual([])
    expect(await stepsOf(store)).toEqual([young, young])
  })

  test('leaves none of a database that other programs made', async () => {
    const file = await newFile()
    makeSeventeen(file, [
      seventeenRow({ step_id: old, timestamp: '2020-01-01T00:00:00', error: `error-of-${old}` }),
      seventeenRow({ step_id: young, timestamp: new Date().toISOString() }),
    ])
    expect(leftovers(file)).not.toEqual([])
    const { store } = await openStore(file)
    expect(await store.cleanupOldEntries(30)).toBe(1)
    expect(leftovers(file)).toEqual([])
    expect(await stepsOf(store)).toEqual([young])
  })
})

/** Flips a bit in the first frame of a journal that holds an entry. */
async function damageFirstEntry(journal: string): Promise<void> {
  const bytes = await readFile(journal)
  const place = bytes.indexOf('created_at')
  expect(place).toBeGreaterThan(0)
  bytes[place] = (bytes[place] ?? 0) ^ 1
  await writeFile(journal, bytes)
}

async function startHolder(order: HolderOrder): Promise<Child> {
  const child = startChild(await bundle(new URL('child/holder.ts', import.meta.url)), order)
  onTestFinished(() => void child.process.kill('SIGKILL'))
  return child
}

describe('what another live process has journaled', () => {
  const now = Date.now()

  /** How the entries are purged: by a call, or by the sweep of a store that opens. */
  const purges: Readonly<Record<string, (file: string) => Promise<AuditStore>>> = {
    'cleanupOldEntries()': async (file) => {
      const { store } = await openStore(file)
      await store.log(youngEntry(now))
      expect(await store.cleanupOldEntries(30)).toBe(1)
      return store
    },
    'a sweep': async (file) => {
      const own = await openStore(file)
      await own.store.log(youngEntry(now))
      await own.store.close()
      const { store } = await openStore(file, { retention: undefined })
      await expect.poll(() => stepsOf(store)).toEqual([young])
      return store
    },
  }

  test.each([
    ['cleanupOldEntries()', 'nothing', []],
    ['cleanupOldEntries()', 'more', [youngEntry(now)]],
    ['a sweep', 'nothing', []],
    ['a sweep', 'more', [youngEntry(now)]],
  ])('is gone at its next sweep after %s, when it has logged %s since', async (purge, _, later) => {
    const file = await newFile()
    const child = await startHolder({ file, entries: [traceable(old)], ago: 40 * day, later })
    await printed(child, 'logged')
    const store = await purges[purge]?.(file)
    if (store === undefined) throw new Error('There is no such way.')
    expect(leftovers(file).filter((found) => !found.includes('/journal-'))).toEqual([])
    child.process.kill('SIGUSR1')
    await printed(child, 'logged later')
    child.process.kill('SIGUSR2')
    await expect.poll(() => leftovers(file), { timeout: 10_000 }).toEqual([])
    expect(await store.count()).toBe(1 + later.length)
    child.process.kill('SIGKILL')
    await child.ended
    await store.close()
    const again = await openStore(file)
    expect(await stepsOf(again.store)).toEqual([young, ...later.map(() => young)])
    expect(leftovers(file)).toEqual([])
    expect(child.lines.filter((line) => line.startsWith('fault'))).toEqual([])
  })
})

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
    await expect.poll(() => stepsOf(store)).toEqual([young, young, young])
    await expect.poll(() => leftovers(file)).toEqual([])
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
    await expect.poll(() => stepsOf(store)).toEqual(['moderate', 'destructive', 'critical', 'newest'])
    pass(day)
    await expect.poll(() => stepsOf(store)).toEqual(['critical', 'newest'])
    pass(2 * day)
    await expect.poll(() => stepsOf(store)).toEqual(['newest'])
    const purges = (await store.purges()).map(({ rule, count }) => `${rule} ${count}`)
    expect(purges).toEqual(['critical:4 1', 'days:2 2', 'safe:1 1'])
    await expect
      .poll(() =>
        filesHolding(
          dirname(file),
          levels.flatMap((level) => `error-of-${level}`),
        ),
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
    await expect.poll(() => stepsOf(store)).toEqual(['next'])
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
    await expect.poll(() => stepsOf(store)).not.toContain(old)
    expect((await store.purges())[0]).toMatchObject({ rule: 'days:90' })
    await store.close()
    expect(leftovers(file)).toEqual([])
  })
})
