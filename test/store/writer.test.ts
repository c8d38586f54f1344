import { describe, expect, test } from 'vitest'
import { memoryPersistence } from '../../src/persistence/memory/memory.js'
import { faultyPersistence } from '../../src/testing/faulty-persistence.js'
import { action, memoryStore, rejection } from './memory-store.js'

/** Runs `work` and resolves with the rejections that nobody handled meanwhile. */
async function unhandledDuring(work: () => void): Promise<unknown[]> {
  const unhandled: unknown[] = []
  const listener = (reason: unknown): unknown => unhandled.push(reason)
  process.on('unhandledRejection', listener)
  work()
  await new Promise((resolve) => setTimeout(resolve, 20))
  process.off('unhandledRejection', listener)
  return unhandled
}

describe('log()', () => {
  test('resolves with the entry as it is stored', async () => {
    const { store } = await memoryStore()
    const entry = await store.log(action({ parameters: { path: 'a' }, result: [1], durationMs: 5 }))
    expect(entry).toMatchObject({ toolName: 'tool', parameters: { path: 'a' }, result: [1], outcome: 'succeeded' })
    expect(await store.get(entry.id)).toEqual(entry)
  })

  test('resolves with numbers as they are read again', async () => {
    const { store } = await memoryStore()
    const entry = await store.log(action({ durationMs: -0, approvalTimeMs: -0 }))
    expect(entry).toMatchObject({ durationMs: 0, approvalTimeMs: 0 })
    expect(await store.get(entry.id)).toEqual(entry)
    const { id } = await store.begin(action())
    const settled = await store.settle(id, { durationMs: -0 })
    expect(await store.get(id)).toEqual(settled)
  })

  test('has handed the entry on when it returns', async () => {
    const { store, medium } = await memoryStore()
    const logging = store.log(action())
    expect(medium.isEmpty).toBe(false)
    await logging
  })

  test('rejects what is no entry, without throwing, and keeps nothing', async () => {
    const { store, faults } = await memoryStore()
    const rejected = store.log(action({ riskLevel: 'severe' as never }))
    await expect(rejected).rejects.toMatchObject({
      code: 'ENTRY_INVALID',
      message: expect.stringContaining('riskLevel'),
    })
    expect(await store.count()).toBe(0)
    expect(faults).toEqual([await rejection(rejected)])
  })

  test('that nobody awaits fails without an unhandled rejection, and is reported', async () => {
    const { store, faults } = await memoryStore()
    const unhandled = await unhandledDuring(() => {
      void store.log(action({ sessionId: '' }))
      void store.settle('nothing')
      void store.query({ limit: -1 })
    })
    expect(unhandled).toEqual([])
    expect(faults.map(({ code }) => code)).toEqual(['ENTRY_INVALID', 'ENTRY_NOT_FOUND'])
  })

  test('survives a fault listener that throws', async () => {
    const { store } = await memoryStore({
      onFault: () => {
        throw new Error('the listener is broken')
      },
    })
    const unhandled = await unhandledDuring(() => void store.log(action({ sessionId: '' })))
    expect(unhandled).toEqual([])
    await expect(store.log(action())).resolves.toMatchObject({ toolName: 'tool' })
  })

  test('survives a fault listener that fails later', async () => {
    const onFault = (): unknown => Promise.reject(new Error('the listener is broken'))
    const { store } = await memoryStore({ onFault })
    expect(await unhandledDuring(() => void store.log(action({ sessionId: '' })))).toEqual([])
  })

  test('bounds data as the option says', async () => {
    const parameters = { text: 'x'.repeat(10_000) }
    const { store } = await memoryStore({ maxDataLength: 64 })
    expect(JSON.stringify((await store.log(action({ parameters }))).parameters).length).toBeLessThanOrEqual(64)
    const { store: unbounded } = await memoryStore({ maxDataLength: Infinity })
    expect((await unbounded.log(action({ parameters }))).parameters).toEqual(parameters)
  })

  test('keeps the first entry of an id', async () => {
    const { store } = await memoryStore()
    await store.log(action({ id: 'one', toolName: 'first' }))
    await store.log(action({ id: 'one', toolName: 'second' }))
    expect(await store.query()).toMatchObject([{ id: 'one', toolName: 'first' }])
  })
})

describe('logMany()', () => {
  test('keeps a thousand in one go, in order', async () => {
    const { store } = await memoryStore()
    const entries = await store.logMany(Array.from({ length: 1_000 }, (_, index) => action({ stepId: `${index}` })))
    expect(await store.query({ order: 'oldest', limit: Infinity })).toEqual(entries)
  })

  test('keeps none where one is invalid, and names it', async () => {
    const { store } = await memoryStore()
    await expect(store.logMany([action(), action({ stepId: '' })])).rejects.toMatchObject({
      code: 'ENTRY_INVALID',
      message: expect.stringMatching(/^entries\[1\]: stepId/),
    })
    expect(await store.count()).toBe(0)
  })

  test('takes a hole in the list for no entry', async () => {
    const { store } = await memoryStore()
    const sparse = [action()]
    sparse[2] = action()
    await expect(store.logMany(sparse)).rejects.toMatchObject({ message: expect.stringMatching(/^entries\[1\]/) })
    expect(await store.count()).toBe(0)
  })

  test('takes none, and refuses more than a thousand and what is no list', async () => {
    const { store } = await memoryStore()
    expect(await store.logMany([])).toEqual([])
    const many = Array.from({ length: 1_001 }, () => action())
    await expect(store.logMany(many)).rejects.toMatchObject({ code: 'OPTION_INVALID', message: /importEntries/ })
    await expect(store.logMany('entries' as never)).rejects.toMatchObject({ code: 'ENTRY_INVALID' })
  })
})

describe('begin() and settle()', () => {
  test('keep an action before it runs, and what came of it', async () => {
    const { store, clock } = await memoryStore()
    const intent = await store.begin(action({ riskLevel: 'critical', parameters: { path: 'a' } }))
    expect(intent).toMatchObject({ outcome: 'pending', success: false, settledAt: null })
    expect(await store.get(intent.id)).toEqual(intent)
    clock.now += 1_000
    const settled = await store.settle(intent.id, { result: 'done', durationMs: 12 })
    expect(settled).toEqual({
      ...intent,
      outcome: 'succeeded',
      success: true,
      result: 'done',
      resultSize: 6,
      durationMs: 12,
      settledAt: '2026-11-23T12:00:01.000Z',
    })
    expect(await store.get(intent.id)).toEqual(settled)
  })

  test('let the first outcome stand', async () => {
    const { store } = await memoryStore()
    const { id } = await store.begin(action())
    const first = await store.settle(id, { error: new Error('no') })
    expect(first.outcome).toBe('failed')
    expect(await store.settle(id, { result: 'yes' })).toEqual(first)
    const logged = await store.log(action())
    expect(await store.settle(logged.id, { result: 'yes' })).toEqual(logged)
  })

  test('give two who settle at once the same outcome', async () => {
    const { store } = await memoryStore()
    const { id } = await store.begin(action())
    const [left, right] = await Promise.all([store.settle(id, { result: 1 }), store.settle(id, { result: 2 })])
    expect(left).toEqual(right)
    expect(await store.get(id)).toEqual(left)
  })

  test('answer each call that is wrong by itself', async () => {
    const { store } = await memoryStore()
    const { id } = await store.begin(action())
    const [wrong, right] = await Promise.allSettled([store.settle(id, { durationMs: -1 }), store.settle(id, {})])
    expect(wrong).toMatchObject({ reason: { code: 'ENTRY_INVALID', message: /durationMs/ } })
    expect(right).toMatchObject({ value: { outcome: 'succeeded' } })
    await expect(store.settle(id, { outcome: 'done' as never })).rejects.toMatchObject({ code: 'ENTRY_INVALID' })
  })

  test('know an id of lone surrogates as it was kept', async () => {
    const { store } = await memoryStore()
    const given = 'call-\ud800'
    const { id } = await store.begin(action({ id: given, sessionId: given }))
    expect(await store.settle(given)).toMatchObject({ id, outcome: 'succeeded' })
    expect(await store.get(given)).toMatchObject({ id })
    expect(await store.count({ sessionId: given, text: 'tool' })).toBe(1)
    expect(await store.count({ text: given })).toBe(0)
  })

  test('settle what another store began, and what was begun again', async () => {
    const first = await memoryStore()
    const second = await memoryStore({}, first)
    const { id } = await first.store.begin(action({ id: 'call-1' }))
    const settled = await second.store.settle(id, { result: 1 })
    expect(await first.store.get(id)).toEqual(settled)
    await first.store.begin(action({ id: 'call-1' }))
    expect(await first.store.settle('call-1', { result: 2 })).toEqual(settled)
  })

  test('settle the entry that begin() gave without a question to SQLite, whoever chose its id', async () => {
    const operations: string[] = []
    const persistence = faultyPersistence(memoryPersistence(), (operation) => {
      operations.push(operation)
      return null
    })
    const { store } = await memoryStore({ persistence })
    const intent = await store.begin(action({ id: 'call-1' }))
    operations.length = 0
    const settled = await store.settle(intent, { result: 1 })
    expect(settled).toMatchObject({ id: 'call-1', outcome: 'succeeded', result: 1 })
    expect(operations).toEqual(['append'])
    expect(await store.settle('call-1')).toEqual(settled)
    expect(operations).toContain('readJournal')
  })

  test('let the first outcome stand when the same entry is settled again, or another of its id', async () => {
    const { store } = await memoryStore()
    const intent = await store.begin(action({ id: 'call-1' }))
    const settled = await store.settle(intent, { result: 1 })
    expect(await store.settle(intent, { result: 2 })).toEqual(settled)
    expect(await store.settle({ ...intent, toolName: 'other' }, { result: 3 })).toEqual(settled)
    expect(await store.get('call-1')).toEqual(settled)
  })

  test('settle more at once than are remembered', async () => {
    const { store } = await memoryStore()
    const intents = []
    for (let index = 0; index < 1_010; index += 1) intents.push(await store.begin(action()))
    await Promise.all(intents.map(({ id }) => store.settle(id)))
    expect(await store.count({ outcome: 'succeeded' })).toBe(1_010)
  })

  test('check the id', async () => {
    const { store } = await memoryStore()
    await expect(store.settle('nothing')).rejects.toMatchObject({ code: 'ENTRY_NOT_FOUND' })
    await expect(store.settle('')).rejects.toMatchObject({ code: 'ENTRY_INVALID' })
    await expect(store.settle(7 as never)).rejects.toMatchObject({ code: 'ENTRY_INVALID' })
    await expect(store.settle(null as never)).rejects.toMatchObject({ code: 'ENTRY_INVALID' })
    await expect(store.settle({ id: 7 } as never)).rejects.toMatchObject({ code: 'ENTRY_INVALID' })
  })

  test('can be tried again after a write that failed', async () => {
    let isBroken = false
    const persistence = faultyPersistence(memoryPersistence(), (operation) =>
      isBroken && operation === 'append' ? 'before' : null,
    )
    const { store } = await memoryStore({ persistence })
    const { id } = await store.begin(action())
    isBroken = true
    await expect(store.settle(id)).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
    isBroken = false
    expect(await store.settle(id, { result: 2 })).toMatchObject({ outcome: 'succeeded', result: 2 })
  })
})
