import { once } from 'node:events'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { RiskLevel } from '../../src/entry/entry.js'
import { memoryMedium, memoryPersistence } from '../../src/persistence/memory/memory.js'
import { type FaultMoment, faultyPersistence } from '../../src/testing/faulty-persistence.js'
import type { RecorderOptions } from '../../src/recorder/recorder.js'
import { memoryStore, rejection } from '../store/memory-store.js'
import { recorded, type Recorded } from './recorded.js'

/** Writes that can be made to fail. */
interface Faulty extends Recorded {
  /** How the next appends fail. */
  readonly fail: (...moments: readonly (FaultMoment | null)[]) => void
}

async function faulty(options: Partial<RecorderOptions> = {}): Promise<Faulty> {
  const failing: (FaultMoment | null)[] = []
  const persistence = faultyPersistence(memoryPersistence({ medium: memoryMedium() }), (operation) =>
    operation === 'append' ? (failing.shift() ?? null) : null,
  )
  const { store } = await memoryStore({ persistence, now: Date.now })
  return { ...(await recorded({ ...options, store })), fail: (...moments) => void failing.push(...moments) }
}

/** No plain object, so that it is passed on as it is. */
class Place {
  name: string

  constructor(name: string) {
    this.name = name
  }
}

const moments = ['before', 'after'] as const
const everyMoment = moments.flatMap((moment) =>
  (['destructive', 'critical'] as const).map((level) => [level, moment] as const),
)

describe('where the intent cannot be stored', () => {
  test.each(everyMoment)('a %s call does not run (the write fails %s it was made)', async (riskLevel, moment) => {
    const { recorder, faults, entries, fail } = await faulty()
    fail(moment)
    let runs = 0
    const error = await rejection(recorder.run({ toolName: 'tool', riskLevel }, () => (runs += 1)))
    expect(error).toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
      message: expect.stringMatching(/tool did not run.*intent/),
      cause: { code: 'STORAGE_FAILED' },
    })
    expect(runs).toBe(0)
    expect(faults).toEqual([error])
    await recorder.flush()
    expect(await entries()).toMatchObject([{ riskLevel, outcome: 'denied', success: false, error: /did not run/ }])
  })

  test.each(moments)('a moderate call runs, is reported and recorded later (%s)', async (moment) => {
    const { recorder, faults, entries, fail } = await faulty()
    fail(moment, 'before')
    expect(await recorder.run({ toolName: 'tool', riskLevel: 'moderate' }, () => 7)).toBe(7)
    expect(faults.map(({ code, message }) => [code, message])).toEqual([
      ['AUDIT_UNAVAILABLE', expect.stringMatching(/intent of tool.*runs all the same/)],
      ['AUDIT_UNAVAILABLE', expect.stringMatching(/What came of tool.*tried again/)],
    ])
    await recorder.flush()
    expect(await entries()).toMatchObject([{ outcome: 'succeeded', result: 7 }])
  })

  test('a moderate call whose intent was kept after all has one entry', async () => {
    const { recorder, entries, fail } = await faulty()
    fail('after')
    expect(await recorder.run({ toolName: 'tool', riskLevel: 'moderate' }, () => 7)).toBe(7)
    expect(await entries()).toMatchObject([{ outcome: 'succeeded', result: 7 }])
  })
})

describe('where the outcome cannot be stored', () => {
  const levels: readonly RiskLevel[] = ['safe', 'moderate', 'destructive', 'critical']
  const cases = levels.flatMap((level) => moments.map((moment) => [level, moment] as const))

  test.each(cases)('a %s call gives its result, is reported and recorded later (%s)', async (riskLevel, moment) => {
    const { recorder, faults, entries, fail } = await faulty()
    const result = { lines: 3 }
    const parameters = { from: new Place('a') }
    if (riskLevel !== 'safe') fail(null)
    fail(moment)
    expect(await recorder.run({ toolName: 'tool', riskLevel, parameters }, () => result)).toBe(result)
    result.lines = 4
    parameters.from.name = 'b'
    expect(faults).toMatchObject([{ code: 'AUDIT_UNAVAILABLE', cause: { code: 'STORAGE_FAILED' } }])
    await recorder.flush()
    expect(await entries()).toMatchObject([
      { outcome: 'succeeded', parameters: { from: { name: 'a' } }, result: { lines: 3 } },
    ])
    expect(faults).toHaveLength(1)
  })

  test('the error of the tool comes through', async () => {
    const { recorder, entries, fail } = await faulty()
    const error = new Error('no such file')
    fail('before')
    const call = recorder.run({ toolName: 'tool', riskLevel: 'safe' }, () => Promise.reject(error))
    expect(await rejection(call)).toBe(error)
    await recorder.flush()
    expect(await entries()).toMatchObject([{ outcome: 'failed', error: 'Error: no such file' }])
  })

  test('a denial comes through', async () => {
    const { store, fail } = await faulty()
    const { recorder, entries, faults } = await recorded({ store, approve: () => 'rejected' })
    fail('before')
    expect(await rejection(recorder.run({ toolName: 'pay' }, () => 1))).toMatchObject({ code: 'APPROVAL_DENIED' })
    expect(faults).toMatchObject([{ code: 'AUDIT_UNAVAILABLE' }])
    await recorder.flush()
    expect(await entries()).toMatchObject([{ outcome: 'denied', approvalDecision: 'rejected' }])
  })
})

describe('where the store is closed', () => {
  test('nothing is promised that cannot be kept', async () => {
    const { recorder, store, faults } = await recorded()
    const closing = recorder.run({ toolName: 'tool', riskLevel: 'moderate' }, async () => {
      await store.close()
      return 7
    })
    expect(await closing).toBe(7)
    expect(faults.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^What came of tool will not be recorded: .*closed/),
    ])
    const error = await rejection(recorder.run({ toolName: 'tool', riskLevel: 'critical' }, () => 1))
    expect(error).toMatchObject({ code: 'AUDIT_UNAVAILABLE', cause: { code: 'STORE_CLOSED' } })
    await recorder.flush()
    expect(faults).toHaveLength(2)
  })
})

describe('what could not be stored', () => {
  test('is stored with the next call that can be', async () => {
    const { recorder, entries, fail } = await faulty()
    fail('before')
    await recorder.run({ toolName: 'first', riskLevel: 'safe' }, () => 1)
    await recorder.run({ toolName: 'second', riskLevel: 'safe' }, () => 2)
    await expect.poll(async () => (await entries()).map(({ toolName }) => toolName)).toEqual(['first', 'second'])
  })

  test('is stored by itself after a while', async () => {
    const { recorder, entries, fail } = await faulty()
    fail('before')
    await recorder.run({ toolName: 'first', riskLevel: 'safe' }, () => 1)
    await expect.poll(entries, { timeout: 10_000 }).toMatchObject([{ toolName: 'first', outcome: 'succeeded' }])
  })

  test('is waited for by flush(), also where its write is still under way', async () => {
    const { recorder, entries, fail } = await faulty()
    const stream = await recorder.wrap({ read: () => Readable.from(['a', 'b']) }).read()
    fail('before')
    // Events cannot wait for the record.
    await once(stream.resume(), 'end')
    await recorder.flush()
    expect(await entries()).toMatchObject([{ outcome: 'succeeded', result: { text: 'ab', complete: true } }])
  })

  test('is what flush() rejects with while it still cannot be', async () => {
    const { recorder, entries, fail } = await faulty()
    fail('before', 'before')
    await recorder.run({ toolName: 'first', riskLevel: 'safe' }, () => 1)
    expect(await rejection(recorder.flush())).toMatchObject({ code: 'AUDIT_UNAVAILABLE', message: /1/ })
    await recorder.flush()
    expect(await entries()).toHaveLength(1)
  })

  test('is reported as given up where the store is closed', async () => {
    const { recorder, store, faults, fail } = await faulty()
    fail('before')
    await recorder.run({ toolName: 'first', riskLevel: 'safe' }, () => 1)
    await store.close()
    await recorder.flush()
    expect(faults).toMatchObject([
      { code: 'AUDIT_UNAVAILABLE', message: /tried again/ },
      { code: 'AUDIT_UNAVAILABLE', message: /will not be recorded/, cause: { code: 'STORE_CLOSED' } },
    ])
  })
})

/** Which appends fail, and how: `length` in a row, after `first` that do not. */
const places = moments.flatMap((moment) =>
  [0, 1, 2, 3, 4, 5, 6].flatMap((first) => [1, 2, 3].map((length) => ({ moment, first, length }))),
)

test.each(places)(
  'no call is lost, doubled or run unrecorded: $length fail $moment, from number $first',
  async (place) => {
    const { recorder, entries, faults, fail } = await faulty({
      approve: ({ riskLevel }) => (riskLevel === 'critical' ? 'rejected' : 'approved'),
    })
    fail(
      ...Array.from({ length: place.first }, () => null),
      ...Array.from({ length: place.length }, () => place.moment),
    )
    const announced: Record<string, boolean> = {}
    const call = (riskLevel: RiskLevel): Promise<unknown> =>
      recorder.run({ toolName: riskLevel, riskLevel }, async () => {
        announced[riskLevel] = (await entries()).some(({ toolName }) => toolName === riskLevel)
      })
    await call('safe')
    await call('moderate')
    const [destructive] = await Promise.allSettled([call('destructive')])
    // Nothing of it ran without a record; without one it did not run.
    expect(announced['destructive']).toBe(destructive.status === 'fulfilled' ? true : undefined)
    expect(destructive).toMatchObject(
      destructive.status === 'fulfilled' ? {} : { reason: { code: 'AUDIT_UNAVAILABLE' } },
    )
    expect(await rejection(call('critical'))).toMatchObject({ code: 'APPROVAL_DENIED' })
    expect(announced['critical']).toBe(undefined)
    await expect.poll(() => kept(recorder)).toBe(true)
    expect((await entries()).map(({ toolName, outcome }) => `${toolName} ${outcome}`).toSorted()).toEqual([
      'critical denied',
      `destructive ${destructive.status === 'fulfilled' ? 'succeeded' : 'denied'}`,
      'moderate succeeded',
      'safe succeeded',
    ])
    expect(faults.length > 0).toBe(place.first < 6)
  },
)

async function kept(recorder: Recorded['recorder']): Promise<boolean> {
  return await recorder.flush().then(
    () => true,
    () => false,
  )
}

describe('without a fault listener', () => {
  test('a fault is printed once for each kind', async () => {
    const printed: unknown[] = []
    const original = console.error
    console.error = (...args: unknown[]) => void printed.push(...args)
    try {
      const { store, fail } = await faulty()
      const { recorder } = await recorded({ store, onFault: undefined })
      fail('before', 'before', 'before', 'before')
      for (let call = 0; call < 3; call += 1) await recorder.run({ toolName: 'a', riskLevel: 'safe' }, () => 1)
      expect(printed).toMatchObject([{ code: 'AUDIT_UNAVAILABLE' }])
    } finally {
      console.error = original
    }
  })
})
