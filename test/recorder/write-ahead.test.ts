import { describe, expect, test } from 'vitest'
import type { ApprovalAnswer, ApprovalRequest } from '../../src/approval/approval.js'
import type { AuditEntry, RiskLevel } from '../../src/entry/entry.js'
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

test('1,000 wrapped calls at once, over three sessions, each have their own answer, outcome and step', async () => {
  const { store } = await recorded()
  const sessions = ['one', 'two', 'three'].map((sessionId) => ({ sessionId, store, approve: answer }))
  const recorders = await Promise.all(sessions.map((options) => recorded(options)))
  const tools = recorders.map(({ recorder }) => [recorder, recorder.plan('plan')].map((part) => part.wrap({ tool })))
  const outcomes = await Promise.allSettled(
    planned.map(({ index }) => tools[index % 3]?.[index % 2]?.tool({ index }) ?? raise('there are three sessions')),
  )
  expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.message))).toEqual(
    planned.map(({ thrown, index }) => thrown ?? { own: index }),
  )

  const all = await store.query({ order: 'oldest', limit: Infinity })
  const byIndex = new Map(all.map((entry) => [entry.parameters['index'], entry]))
  expect([all.length, byIndex.size]).toEqual([1_000, 1_000])
  for (const { index, entry } of planned) expect(byIndex.get(index)).toMatchObject(entry)
  for (const { sessionId } of sessions) {
    for (const plan of [null, 'plan']) {
      const own = all.filter((entry) => entry.sessionId === sessionId && entry.parentPlanId === plan)
      const steps = own.map((_, index) => (plan === null ? `step-${index + 1}` : `plan.${index + 1}`))
      expect(new Set(own.map(({ stepId }) => stepId))).toEqual(new Set(steps))
    }
  }
})

/** The calls: every fifth throws, and of those that a person is asked about every seventh is rejected. */
const planned = Array.from({ length: 1_000 }, (_, index) => {
  const riskLevel = riskLevelOf(index)
  const isAsked = riskLevel === 'destructive' || riskLevel === 'critical'
  const isRejected = isAsked && index % 7 === 0
  const fails = index % 5 === 0
  const approval = isAsked
    ? { approvalDecision: isRejected ? 'rejected' : 'approved', approvalReason: `seen ${index}` }
    : { approvalDecision: 'not_required', approvalReason: null }
  const ran = fails
    ? { outcome: 'failed', error: `Error: no ${index}` }
    : { outcome: 'succeeded', result: { own: index } }
  const denial = `tool did not run, since it was not approved by user: seen ${index}`
  const thrown = isRejected ? denial : fails ? `no ${index}` : undefined
  const outcome = isRejected ? { outcome: 'denied', result: null } : ran
  const parentPlanId = index % 2 === 0 ? null : 'plan'
  return { index, thrown, entry: { riskLevel, parentPlanId, success: thrown === undefined, ...approval, ...outcome } }
})

const tool = {
  riskLevel: ({ index }: { readonly index: number }) => riskLevelOf(index),
  run: async ({ index }: { readonly index: number }) => {
    await pause((index * 7) % 20)
    return index % 5 === 0 ? raise(`no ${index}`) : { own: index }
  },
}

/** Answers out of turn. */
async function answer({ parameters }: ApprovalRequest): Promise<ApprovalAnswer> {
  const index = Number(parameters['index'])
  await pause((index * 13) % 30)
  return { decision: index % 7 === 0 ? 'rejected' : 'approved', reason: `seen ${index}` }
}

function riskLevelOf(index: number): RiskLevel {
  return riskLevels[index % 4] ?? 'critical'
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function raise(message: string): never {
  throw new Error(message)
}
