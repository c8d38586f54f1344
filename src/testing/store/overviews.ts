import type { RiskLevel } from '../../entry/entry.js'
import { checkEqual, checkRejects } from '../check.js'
import { action, at, logSix } from './actions.js'
import type { StoreCases } from './audit-store-contract.js'

const risks = (some: Partial<Record<RiskLevel, number>> = {}): Readonly<Record<RiskLevel, number>> => ({
  safe: 0,
  moderate: 0,
  destructive: 0,
  critical: 0,
  ...some,
})

/** What every store tells of many entries at once. */
export const overviewCases: StoreCases = {
  'lists sessions, the latest first, and sums each up': async ({ open }) => {
    const store = await open()
    await logSix(store)
    const one = { sessionId: 's1', total: 3, byRisk: risks({ safe: 1, critical: 2 }), failed: 0, pending: 0 }
    const two = { sessionId: 's2', total: 3, byRisk: risks({ safe: 2, destructive: 1 }), failed: 1, pending: 1 }
    checkEqual(
      await store.listSessions(),
      [
        { ...two, firstTimestamp: at(2), lastTimestamp: at(5) },
        { ...one, firstTimestamp: at(1), lastTimestamp: at(3) },
      ],
      'the sessions',
    )
    const sums = { total: 3, approved: 1, rejected: 1, successful: 2, totalDurationMs: 40 }
    checkEqual(
      await store.getSessionSummary('s1'),
      { sessionId: 's1', byRisk: one.byRisk, ...sums },
      'the summary of a session',
    )
    const nothing = { total: 0, approved: 0, rejected: 0, successful: 0, totalDurationMs: 0 }
    checkEqual(
      await store.getSessionSummary('no'),
      { sessionId: 'no', byRisk: risks(), ...nothing },
      'the summary of no session',
    )
  },

  'lists the sessions of what a filter names': async ({ open }) => {
    const store = await open()
    await logSix(store)
    const counts = { byRisk: risks({ critical: 2 }), failed: 0, pending: 0 }
    checkEqual(
      await store.listSessions({ riskLevel: 'critical' }),
      [{ sessionId: 's1', total: 2, ...counts, firstTimestamp: at(2), lastTimestamp: at(3) }],
      'the sessions with critical entries',
    )
    checkEqual(await store.listSessions({ text: 'nowhere' }), [], 'the sessions of no entry')
    await checkRejects(() => store.listSessions({ from: 'yesterday' }), ['FILTER_INVALID'], 'a filter that is none')
  },

  'summarizes what a filter names by tool, risk, decision, outcome, session, agent and day': async ({ open }) => {
    const store = await open()
    await logSix(store)
    const totals = async (
      by: 'tool' | 'risk' | 'decision' | 'outcome' | 'session' | 'agent' | 'day',
    ): Promise<unknown> =>
      Object.fromEntries((await store.summarize({ by, filter: { to: at(5) } })).map(({ key, total }) => [key, total]))
    checkEqual(await totals('tool'), { tool: 4, Shell_run: 1 }, 'totals by tool')
    checkEqual(await totals('risk'), { safe: 3, critical: 2 }, 'totals by risk')
    checkEqual(await totals('decision'), { not_required: 3, approved: 1, rejected: 1 }, 'totals by decision')
    checkEqual(await totals('outcome'), { succeeded: 3, failed: 1, denied: 1 }, 'totals by outcome')
    checkEqual(await totals('session'), { s1: 3, s2: 2 }, 'totals by session')
    checkEqual(await totals('agent'), { alice: 1, '': 4 }, 'totals by agent')
    checkEqual(await totals('day'), { '2026-11-23': 5 }, 'totals by day')
  },

  'sums up what is pending, what was denied, and how long persons were waited for': async ({ open }) => {
    const store = await open()
    await logSix(store)
    await store.log(action({ timestamp: at(6), approvalDecision: 'approved', approvalTimeMs: 1500 }))
    await store.log(action({ timestamp: at(6), approvalDecision: 'rejected', approvalTimeMs: 250 }))
    const [day] = await store.summarize({ by: 'day' })
    const { pending, denied, approvalTimeMs } = day ?? {}
    checkEqual<unknown>([pending, denied, approvalTimeMs], [1, 2, 1750], 'the sums')
  },

  'divides time into buckets that add up to what matches': async ({ open }) => {
    const store = await open()
    await logSix(store)
    const found = await store.histogram({ buckets: 2, filter: { from: at(0), to: new Date(at(6)) } })
    checkEqual(
      found,
      [
        { from: at(0), to: at(3), byRisk: risks({ safe: 2, critical: 1 }), total: 3 },
        { from: at(3), to: at(6), byRisk: risks({ safe: 1, destructive: 1, critical: 1 }), total: 3 },
      ],
      'the buckets',
    )
    for (const { from, to, total } of await store.histogram({ buckets: 100 }))
      checkEqual(await store.count({ from, to }), total, `the entries from ${from} to ${to}`)
    checkEqual(await store.histogram({ buckets: 5, filter: { sessionId: 'no' } }), [], 'the buckets of no entry')
  },

  'refuses a number of buckets that cannot be meant': async ({ open }) => {
    const store = await open()
    for (const buckets of [0, -1, 1.5, 1001, Number.NaN, Infinity])
      await checkRejects(() => store.histogram({ buckets }), ['OPTION_INVALID'], `${buckets} buckets`)
    await checkRejects(
      () => store.histogram({ buckets: 1, filter: { from: 'yesterday' } }),
      ['FILTER_INVALID'],
      'buckets of a filter that is none',
    )
  },
}
