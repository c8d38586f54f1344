import { getEventListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ask, type AskLimits, type Ending, type Question } from '../../src/approval/ask.js'

afterEach(() => void vi.useRealTimers())

type Put = (signal: AbortSignal) => unknown

const never = (): Promise<never> => new Promise(() => {})
const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length

function asked(put: Put, limits: Partial<AskLimits> = {}): Promise<Ending<unknown>> {
  return ask(({ signal }) => put(signal), {
    callerSignals: [],
    timeoutMs: Infinity,
    now: () => performance.now(),
    ...limits,
  })
}

/** What the one who is asked got, once asked. */
function listening(): { readonly put: Put; readonly signals: AbortSignal[] } {
  const signals: AbortSignal[] = []
  return {
    signals,
    put: (signal) => {
      signals.push(signal)
      return never()
    },
  }
}

function raise(message: string): never {
  throw new Error(message)
}

test.each([['yes'], [Promise.resolve('yes')]])('gives the answer %o and the time it took', async (answer) => {
  let now = 1e9
  const put: Put = () => {
    now += 1234
    return answer
  }
  expect(await asked(put, { now: () => now })).toEqual({ kind: 'answered', answer: 'yes', waitedMs: 1234 })
})

test.each<[string, Put]>([
  ['throws', () => raise('no')],
  ['rejects', () => Promise.reject(new Error('no'))],
])('says what one who %s fails with', async (_, put) => {
  expect(await asked(put)).toMatchObject({
    kind: 'failed',
    cause: new Error('no'),
    waitedMs: expect.any(Number) as number,
  })
})

describe('an abort by a caller', () => {
  test('before the question keeps anybody from being asked', async () => {
    const put = vi.fn<Put>()
    const callerSignals = [new AbortController().signal, AbortSignal.abort('enough')]
    expect(await asked(put, { callerSignals })).toEqual({ kind: 'withdrawn', cause: 'enough', waitedMs: null })
    expect(put).not.toHaveBeenCalled()
  })

  test('withdraws the question at once', async () => {
    const callers = [new AbortController(), new AbortController()]
    const { put, signals } = listening()
    const ending = asked(put, { callerSignals: callers.map(({ signal }) => signal) })
    expect(signals[0]?.aborted).toBe(false)
    callers[1]?.abort('enough')
    expect(signals[0]).toMatchObject({ aborted: true, reason: 'enough' })
    expect(await ending).toMatchObject({ kind: 'withdrawn', cause: 'enough', waitedMs: expect.any(Number) as number })
  })

  test('counts before an answer that comes with it', async () => {
    const caller = new AbortController()
    const put: Put = () => {
      caller.abort('enough')
      return 'yes'
    }
    expect(await asked(put, { callerSignals: [caller.signal] })).toMatchObject({ kind: 'withdrawn', cause: 'enough' })
  })
})

describe('the time', () => {
  test('ends the question, and what was waited is told', async () => {
    const { put, signals } = listening()
    const ending = await asked(put, { timeoutMs: 20 })
    expect(ending).toMatchObject({ kind: 'overdue', cause: { name: 'TimeoutError' } })
    expect(ending.waitedMs).toBeGreaterThan(15)
    expect(signals[0]).toMatchObject({ aborted: true, reason: { name: 'TimeoutError' } })
  })

  test.each([
    [1000, 'answered'],
    [1001, 'overdue'],
  ])('counts where a dialog holds up the timer: %d ms of 1,000 are %s', async (ms, kind) => {
    let now = 0
    const put: Put = () => {
      now += ms
      return 'yes'
    }
    expect(await asked(put, { now: () => now, timeoutMs: 1000 })).toMatchObject({ kind, waitedMs: ms })
  })

  test('may be longer than a timer can be', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const timeoutMs = 2 ** 32
    const ended = vi.fn<(ending: Ending<unknown>) => void>()
    const ending = asked(never, { timeoutMs, now: () => 0 }).then(ended)
    await vi.advanceTimersByTimeAsync(timeoutMs - 1)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    await ending
    expect(ended).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ kind: 'overdue' }))
  })

  test('of thirty days does not end at once', async () => {
    expect(await asked(() => delay(20, 'yes'), { timeoutMs: 30 * 86_400_000 })).toMatchObject({ kind: 'answered' })
  })

  test('that is not needed any more leaves no timer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const timers: number[] = []
    await asked(() => timers.push(vi.getTimerCount()), { timeoutMs: 1000 })
    expect([timers, vi.getTimerCount()]).toEqual([[1], 0])
  })

  test('without end sets no timer', () => {
    vi.useFakeTimers()
    const { put, signals } = listening()
    void asked(put)
    expect([signals.length, vi.getTimerCount()]).toEqual([1, 0])
  })
})

describe('afterwards', () => {
  test.each<[string, Put, number]>([
    ['an answer', () => 'yes', 1000],
    ['a failure', () => raise('no'), 1000],
    ['the time', never, 1],
  ])('of %s, no listener stays on the signal of the caller', async (_, put, timeoutMs) => {
    const { signal } = new AbortController()
    const during: number[] = []
    const counting: Put = (own) => {
      during.push(listeners(signal))
      return put(own)
    }
    for (let round = 0; round < 20; round++) await asked(counting, { timeoutMs, callerSignals: [signal] })
    expect([new Set(during), listeners(signal)]).toEqual([new Set([1]), 0])
  })

  test('of an abort by one caller, none stays on the signal of another', async () => {
    const [one, other] = [new AbortController(), new AbortController()]
    const ending = asked(never, { callerSignals: [one.signal, other.signal] })
    expect(listeners(other.signal)).toBe(1)
    one.abort()
    await ending
    expect(listeners(other.signal)).toBe(0)
  })

  test('the signal is aborted, so that a dialog closes', async () => {
    const signals: AbortSignal[] = []
    await asked((signal) => signals.push(signal))
    expect(signals[0]?.aborted).toBe(true)
  })

  test('a signal that is first looked at is aborted, and why', async () => {
    const caller = new AbortController()
    const questions: Question[] = []
    const ending = ask((question) => void questions.push(question), {
      callerSignals: [caller.signal],
      timeoutMs: Infinity,
      now: () => 0,
    })
    caller.abort('enough')
    await ending
    expect(questions[0]?.signal).toMatchObject({ aborted: true, reason: 'enough' })
  })

  test('a failure that comes too late is nobody’s', async () => {
    const unhandled = vi.fn<() => void>()
    process.on('unhandledRejection', unhandled)
    await asked(() => delay(10).then(() => raise('late')), { timeoutMs: 1 })
    await delay(50)
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })
})
