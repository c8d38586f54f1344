import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/entry/entry.js'
import { bundle, startChild } from '../child.js'
import { newFile, openStore } from '../guarantees/place.js'
import type { CallerOrder } from './child/caller.js'
import { recorded } from './recorded.js'

const riskLevels = ['safe', 'moderate', 'destructive', 'critical'] as const

describe('a call that is risky', () => {
  test('is pending while it runs, and settled when it is over', async () => {
    const { recorder, entries } = await recorded()
    let during: readonly AuditEntry[] = []
    const call = { toolName: 'write_file', parameters: { path: 'a' } }
    await recorder.run(call, async () => {
      during = await entries()
      return 'written'
    })
    expect(during).toMatchObject([
      { ...call, outcome: 'pending', success: false, result: null, settledAt: null, durationMs: 0 },
    ])
    expect(await entries()).toMatchObject([
      {
        ...call,
        id: during[0]?.id,
        timestamp: during[0]?.timestamp,
        outcome: 'succeeded',
        success: true,
        result: 'written',
        settledAt: expect.any(String),
      },
    ])
  })

  test('is measured from its start to its end, without the wait for approval', async () => {
    const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
    const { recorder, entries } = await recorded({ approve: () => pause(300).then(() => 'approved' as const) })
    await recorder.run({ toolName: 'delete' }, () => pause(50))
    const [entry] = await entries()
    // A timer may fire a millisecond early by another clock.
    expect(entry?.durationMs).toBeGreaterThanOrEqual(49)
    expect(entry?.approvalTimeMs).toBeGreaterThanOrEqual(299)
  })

  test.each([
    ['safe', ['safe', 'moderate', 'destructive', 'critical']],
    ['moderate', ['moderate', 'destructive', 'critical']],
    ['critical', ['critical']],
  ] as const)('is announced from `intentFrom: %s` on', async (intentFrom, expected) => {
    const { recorder, entries } = await recorded({ intentFrom })
    const announced: string[] = []
    for (const riskLevel of riskLevels) {
      await recorder.run({ toolName: 'tool', riskLevel }, async () => {
        const pending = (await entries()).filter(({ outcome }) => outcome === 'pending')
        announced.push(...pending.map((entry) => entry.riskLevel))
      })
    }
    expect(announced).toEqual(expected)
    expect((await entries()).map((entry) => [entry.riskLevel, entry.outcome])).toEqual(
      riskLevels.map((level) => [level, 'succeeded']),
    )
  })

  test('stays pending, and says so, where the process is killed while it runs', async () => {
    const file = await newFile()
    const order: CallerOrder = { file, riskLevels }
    const child = startChild(await bundle(new URL('child/caller.ts', import.meta.url)), order)
    await expect.poll(() => child.lines.length, { timeout: 20_000 }).toBe(riskLevels.length)
    child.process.kill('SIGKILL')
    expect(await child.ended).toBe('SIGKILL')
    const { store } = await openStore(file)
    expect(await store.query({ order: 'oldest' })).toMatchObject(
      riskLevels.slice(1).map((riskLevel) => ({
        toolName: `a ${riskLevel} call`,
        parameters: { path: '/tmp/a' },
        outcome: 'pending',
        success: false,
        settledAt: null,
        result: null,
      })),
    )
    expect(await store.count({ outcome: 'pending' })).toBe(3)
  })
})

test('calls that run at once each have their own outcome', async () => {
  const { store } = await recorded()
  const sessions = ['one', 'two', 'three']
  const recorders = await Promise.all(sessions.map((sessionId) => recorded({ store, sessionId })))
  const outcomes = await Promise.allSettled(
    Array.from({ length: 1_000 }, async (_, index) => {
      const { recorder } = recorders[index % 3] ?? raise('there are three')
      const riskLevel = riskLevels[index % 4] ?? raise('there are four')
      return await recorder.run(
        { toolName: `tool ${index % 7}`, riskLevel, parameters: { index } },
        async ({ index: own }) => {
          await new Promise((resolve) => setTimeout(resolve, (own * 7) % 20))
          return own % 5 === 0 ? raise(`no ${own}`) : { own }
        },
      )
    }),
  )
  expect(
    outcomes.map((outcome, index) => (outcome.status === 'fulfilled' ? outcome.value.own : `no ${index}`)),
  ).toEqual(outcomes.map((_, index) => (index % 5 === 0 ? `no ${index}` : index)))
  const all = await store.query({ order: 'oldest', limit: Infinity })
  expect(all).toHaveLength(1_000)
  for (const entry of all) {
    const { index } = entry.parameters as { readonly index: number }
    expect(entry).toMatchObject({
      sessionId: sessions[index % 3],
      toolName: `tool ${index % 7}`,
      riskLevel: riskLevels[index % 4],
      ...(index % 5 === 0
        ? { outcome: 'failed', success: false, error: `Error: no ${index}`, result: null }
        : { outcome: 'succeeded', success: true, error: null, result: { own: index } }),
    })
  }
  for (const sessionId of sessions) {
    const steps = all.filter((entry) => entry.sessionId === sessionId).map(({ stepId }) => stepId)
    expect(new Set(steps)).toEqual(new Set(steps.map((_, index) => `step-${index + 1}`)))
  }
})

function raise(message: string): never {
  throw new Error(message)
}
