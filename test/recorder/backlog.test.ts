import { afterEach, describe, expect, test, vi } from 'vitest'
import { AuditError } from '../../src/error.js'
import { Backlog, type LateWrite } from '../../src/recorder/backlog.js'

/** A store that is away until it is there, what was written to it, and what a backlog reported. */
function outage() {
  const state = { isOver: false }
  const written: string[] = []
  const faults: AuditError[] = []
  const late = (toolName: string, length = 10): LateWrite => ({
    toolName,
    length,
    write: async () => {
      if (!state.isOver) throw new AuditError('STORAGE_FAILED', 'The disk is gone.')
      written.push(toolName)
    },
  })
  const backlog = new Backlog((fault) => faults.push(fault))
  return { state, written, faults, late, backlog }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('a backlog', () => {
  test('writes each once, when the outage is over', async () => {
    const { state, written, late, backlog } = outage()
    for (const name of ['a', 'b', 'c']) backlog.add(late(name))
    await backlog.retry()
    expect(backlog.size).toBe(3)
    state.isOver = true
    await Promise.all([backlog.retry(), backlog.retry()])
    await backlog.retry()
    expect(written.toSorted()).toEqual(['a', 'b', 'c'])
    expect(backlog.size).toBe(0)
  })

  test('tries anew, not only along with a try that met the outage', async () => {
    const { state, written, late, backlog } = outage()
    for (const name of ['a', 'b']) backlog.add(late(name))
    void backlog.retry()
    state.isOver = true
    await backlog.retryAnew()
    expect(written.toSorted()).toEqual(['a', 'b'])
  })

  test('tries again after pauses that double up to a minute', async () => {
    vi.useFakeTimers()
    const tries: number[] = []
    const backlog = new Backlog(() => {})
    const write = (): Promise<never> => {
      tries.push(performance.now() / 1_000)
      return Promise.reject(new AuditError('STORAGE_FULL', 'The disk is full.'))
    }
    const start = performance.now() / 1_000
    backlog.add({ toolName: 'a', length: 10, write })
    await vi.advanceTimersByTimeAsync(200_000)
    const pauses = tries.map((time, index) => Math.round(time - (tries[index - 1] ?? start)))
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
  })

  test('gives up, and says so, what no further try can write', async () => {
    const { faults, backlog } = outage()
    const cause = new AuditError('STORE_CLOSED', 'The audit store is closed.')
    backlog.add({ toolName: 'a', length: 10, write: () => Promise.reject(cause) })
    await backlog.retry()
    expect(backlog.size).toBe(0)
    expect(faults).toMatchObject([
      { code: 'AUDIT_UNAVAILABLE', message: 'What came of a will not be recorded: The audit store is closed.', cause },
    ])
  })

  test.each([
    ['10,000 writes', 10_000, 10],
    ['32 Mi characters', 4, 2 ** 23],
  ])('keeps %s, and gives up what came first', async (_name, most, length) => {
    const { state, written, faults, late, backlog } = outage()
    const names = Array.from({ length: most + 2 }, (_, index) => `call ${index}`)
    for (const name of names) backlog.add(late(name, length))
    expect(backlog.size).toBe(most)
    expect(faults.map(({ message }) => message)).toEqual(
      names.slice(0, 2).map((name) => `What came of ${name} will not be recorded: too much is waiting`),
    )
    state.isOver = true
    await backlog.retry()
    expect(written).toEqual(names.slice(2))
    // What is written makes room.
    backlog.add(late('next', length))
    expect(faults).toHaveLength(2)
  })
})
