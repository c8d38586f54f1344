import { setTimeout as sleep } from 'node:timers/promises'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ApprovalRequest } from '../../src/approval/approval.js'
import type { RiskLevel } from '../../src/entry/entry.js'
import { memoryMedium, memoryPersistence } from '../../src/persistence/memory/memory.js'
import { riskLevels } from '../../src/risk/risk-level.js'
import { type FaultMoment, faultyPersistence } from '../../src/testing/faulty-persistence.js'
import { memoryStore } from '../store/memory-store.js'
import { recorded } from './recorded.js'

/** A call: when it is made, how long its question and its tool take (in milliseconds), and how they end. */
interface PlannedCall {
  readonly riskLevel: RiskLevel
  readonly at: number
  readonly asking: number
  readonly running: number
  readonly decision: 'approved' | 'rejected'
  readonly throws: boolean
}

const callPlan = fc.record<PlannedCall>({
  riskLevel: fc.constantFrom(...riskLevels),
  at: fc.nat(8),
  asking: fc.nat(4),
  running: fc.nat(4),
  decision: fc.constantFrom('approved', 'rejected'),
  throws: fc.boolean(),
})
const outage = fc.array(fc.constantFrom<FaultMoment | null>('before', 'after', null), { maxLength: 60 })

test('whatever writes fail while calls run at once, each has one entry in the end, which says what came of it', async () => {
  const plans = fc.array(callPlan, { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(plans, outage, async (plan, moments) => {
      const { ran, outcomes, entries } = await played(plan, [...moments])
      const expected = plan.map(({ throws }, index) => (ran.has(index) ? (throws ? 'failed' : 'succeeded') : 'denied'))
      expect(entries).toEqual(expected.map((outcome, index) => ({ index, outcome })))
      expect(outcomes).toEqual(expected.map((outcome, index) => toldOf(outcome, index)))
    }),
    { numRuns: 100 },
  )
}, 120_000)

/** What the caller is told of a call that ended so. */
function toldOf(outcome: string, index: number): unknown {
  if (outcome === 'succeeded') return index
  return outcome === 'failed' ? `no ${index}` : 'did not run'
}

/** Makes the calls while appends go as the moments say, which come to an end, and then flushes. */
async function played(plan: readonly PlannedCall[], moments: (FaultMoment | null)[]) {
  const persistence = faultyPersistence(memoryPersistence({ medium: memoryMedium() }), (operation) =>
    operation === 'append' ? (moments.shift() ?? null) : null,
  )
  const { store } = await memoryStore({ persistence, now: Date.now })
  const approve = async ({ parameters }: ApprovalRequest): Promise<'approved' | 'rejected'> => {
    const planned = plan[Number(parameters['index'])]
    await sleep(planned?.asking)
    return planned?.decision ?? 'rejected'
  }
  const { recorder, entries } = await recorded({ store, approve })
  const ran = new Set<number>()
  const outcomes = await Promise.all(
    plan.map(async ({ riskLevel, at, running, throws }, index) => {
      await sleep(at)
      const run = async (): Promise<number> => {
        if (ran.has(index)) throw new Error(`${index} ran twice`)
        ran.add(index)
        await sleep(running)
        if (throws) throw new Error(`no ${index}`)
        return index
      }
      const call = recorder.run({ toolName: 'tool', riskLevel, parameters: { index } }, run)
      return await call.catch(({ message }: Error) => /did not run/.exec(message)?.[0] ?? message)
    }),
  )
  moments.length = 0
  await recorder.flush()
  const found = (await entries()).map(({ parameters, outcome }) => ({ index: Number(parameters['index']), outcome }))
  await store.close()
  return { ran, outcomes, entries: found.toSorted((one, other) => one.index - other.index) }
}
