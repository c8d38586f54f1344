import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { AuditStore } from '../../src/index.js'
import { bundle, type Child, startChild } from '../child.js'
import type { HolderOrder } from './child/holder.js'
import { filesHolding, newFile, openStore, patience, printed } from './place.js'
import { makeSeventeen, seventeenRow } from './seventeen.js'
import { agedTrail, day, leftovers, old, oldEntry, stepsOf, traceable, young, youngEntry } from './traceable.js'

const start = Date.parse('2026-11-23T12:00:00Z')

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
    const journal = (await readdir(`${file}.d`)).find((name) => name.startsWith('journal-'))
    await damageFirstEntry(join(`${file}.d`, journal ?? ''))
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
      await expect.poll(() => stepsOf(store), patience).toEqual([young])
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
    await expect.poll(() => leftovers(file), patience).toEqual([])
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
