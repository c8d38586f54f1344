import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Persistence } from '../../../src/persistence/persistence.js'
import { everyFrame } from '../../../src/testing/persistence/replica.js'
import { deleteDatabase, newName, open } from './place.js'
import { watchAppends } from './transactions.js'

const million = 1_000_000

describe('append', () => {
  let name: string
  let persistence: Persistence

  beforeEach(async () => {
    name = newName()
    persistence = await open(name)
  })

  afterEach(async () => {
    await persistence.close()
    await deleteDatabase(name)
  })

  test('is one strict transaction, and resolves when that is complete', async () => {
    const seen = watchAppends()
    for (const frame of ['"one"', '"two"']) {
      await persistence.append([frame])
      expect(seen.every(({ complete }) => complete)).toBe(true)
    }
    expect(seen.map(({ transaction }) => [transaction.mode, transaction.durability])).toEqual([
      ['readwrite', 'strict'],
      ['readwrite', 'strict'],
    ])
  })

  test('starts within the turn of the call', async () => {
    const seen = watchAppends()
    const append = persistence.append(['"one"'])
    await Promise.resolve()
    expect(seen).toHaveLength(1)
    await append
  })

  test('shares a transaction with the calls of the same turn, and those that wait share the next', async () => {
    const seen = watchAppends()
    const first = Array.from({ length: 100 }, (_, index) => persistence.append([`"first ${index}"`]))
    await Promise.resolve()
    const second = Array.from({ length: 100 }, (_, index) => persistence.append([`"second ${index}"`]))
    await Promise.all([...first, ...second])
    expect(seen).toHaveLength(2)
    expect(await everyFrame(persistence)).toHaveLength(200)
  })

  test('keeps a call larger than a journal value in one transaction, and gives it back in slices', async () => {
    const seen = watchAppends()
    const frames = Array.from({ length: 25 }, (_, index) => JSON.stringify(`${index} `.padEnd(million, 'x')))
    await persistence.append(frames)
    expect(seen).toHaveLength(1)
    const slice = await persistence.readJournal({ generation: 0, place: null })
    if (slice.stale) throw new Error('Nothing was compacted')
    expect(slice.more).toBe(true)
    expect(slice.frames.length).toBeLessThan(20)
    expect(await everyFrame(persistence)).toEqual(frames)
  })

  test('reads thousands of small values in one slice', async () => {
    const frames = Array.from({ length: 3000 }, (_, index) => `"frame ${index}"`)
    for (const frame of frames) await persistence.append([frame])
    const slice = await persistence.readJournal({ generation: 0, place: null })
    expect(slice).toMatchObject({ frames, more: false })
  })

  test('is written before a page that was hidden can be gone, beside a write under way', async () => {
    const seen = watchAppends()
    const first = persistence.append(['"first"'])
    await Promise.resolve()
    const second = persistence.append(['"second"'])
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide'))
    expect(seen).toHaveLength(2)
    await Promise.all([first, second])
  })

  test('goes on after the page came back from the back/forward cache', async () => {
    let heard = 0
    persistence.subscribe(() => (heard += 1))
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    await persistence.append(['"before"'])
    globalThis.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(heard).toBe(1)
    await persistence.append(['"after"'])
    expect(await everyFrame(persistence)).toEqual(['"before"', '"after"'])
  })
})
