import type { AuditEntry } from '../../entry/entry.js'
import type { AuditStore } from '../../store/audit-store.js'
import type { AuditFilter, AuditQuery } from '../../store/filter.js'
import { checkEqual, checkRejects } from '../check.js'
import { action, at } from './actions.js'
import type { StoreCases } from './audit-store-contract.js'

/** Six actions that differ in what is asked for; b and c at the same time. */
async function logSix(store: AuditStore): Promise<void> {
  await store.logMany([
    action({ id: 'a', timestamp: at(1), sessionId: 's1', durationMs: 10, parameters: { path: '100%' } }),
    action({
      id: 'b',
      timestamp: at(2),
      sessionId: 's1',
      durationMs: 30,
      riskLevel: 'critical',
      approvalDecision: 'approved',
    }),
    action({ id: 'c', timestamp: at(2), sessionId: 's2', toolName: 'Shell_run', error: new Error("can't") }),
    action({ id: 'd', timestamp: at(3), sessionId: 's1', riskLevel: 'critical', approvalDecision: 'rejected' }),
    action({ id: 'e', timestamp: at(4), sessionId: 's2', agentId: 'alice', parentPlanId: 'plan' }),
  ])
  await store.begin(action({ id: 'f', timestamp: at(5), sessionId: 's2', riskLevel: 'destructive' }))
}

const idsOf = (entries: readonly AuditEntry[]): string => entries.map(({ id }) => id).join('')

const filters: readonly (readonly [AuditFilter, string])[] = [
  [{}, 'abcdef'],
  [{ sessionId: 's1' }, 'abd'],
  [{ sessionId: ['s1', 's2'], toolName: 'tool' }, 'abdef'],
  [{ riskLevel: ['critical', 'destructive'] }, 'bdf'],
  [{ approvalDecision: 'rejected' }, 'd'],
  [{ outcome: 'pending' }, 'f'],
  [{ outcome: ['failed', 'denied'] }, 'cd'],
  [{ success: true }, 'abe'],
  [{ agentId: 'alice', parentPlanId: 'plan' }, 'e'],
  [{ from: at(2), to: new Date(at(4)) }, 'bcd'],
  [{ from: Date.parse(at(4)) }, 'ef'],
  [{ text: 'SHELL_' }, 'c'],
  [{ text: '%' }, 'a'],
  [{ text: "can't" }, 'c'],
  [{ sessionId: "s1' OR 1=1 --" }, ''],
]

const faultyQueries: readonly AuditQuery[] = [
  { limit: -1 },
  { limit: 1.5 },
  { limit: Number.NaN },
  { offset: -1 },
  { from: 'yesterday' },
]

/** What every store answers. */
export const questionCases: StoreCases = {
  'finds and counts what a filter names, newest first unless told otherwise': async ({ open }) => {
    const store = await open()
    await logSix(store)
    for (const [filter, ids] of filters) {
      const what = JSON.stringify(filter)
      checkEqual(idsOf(await store.query({ ...filter, order: 'oldest' })), ids, `the entries of ${what}, oldest first`)
      checkEqual(idsOf(await store.query(filter)), ids.split('').toReversed().join(''), `the entries of ${what}`)
      checkEqual(await store.count(filter), ids.length, `the count of ${what}`)
    }
  },

  'gives at most 100 entries, or as many as are asked for': async ({ open }) => {
    const store = await open()
    await store.logMany(Array.from({ length: 101 }, (_, index) => action({ timestamp: at(index) })))
    checkEqual((await store.query()).length, 100, 'the number of entries by default')
    checkEqual((await store.query({ limit: 7, offset: 99 })).length, 2, 'the number of entries beyond an offset')
    checkEqual((await store.query({ limit: 0 })).length, 0, 'the number of entries with a limit of none')
    checkEqual((await store.query({ limit: Infinity })).length, 101, 'the number of entries without a limit')
  },

  'refuses a query that cannot be meant': async ({ open }) => {
    const store = await open()
    for (const query of faultyQueries) {
      await checkRejects(() => store.query(query), ['FILTER_INVALID'], `query() with ${JSON.stringify(query)}`)
    }
  },

  'pages by cursor to the same entries as one read, while others log': async ({ open }) => {
    const store = await open()
    await logSix(store)
    let [paged, page] = ['', await store.query({ limit: 2 })]
    while (page.length > 0) {
      paged += idsOf(page)
      await store.log(action({ timestamp: at(9) }))
      page = await store.query({ limit: 2, cursor: page.at(-1) })
    }
    checkEqual(paged, 'fedcba', 'the pages')
  },

  'gives every entry in turn, oldest first': async ({ open }) => {
    const store = await open()
    await logSix(store)
    let [oldest, newest] = ['', '']
    for await (const { id } of store.entries({ sessionId: 's1' })) oldest += id
    for await (const { id } of store.entries({ order: 'newest' })) newest += id
    checkEqual([oldest, newest], ['abd', 'fedcba'], 'the entries')
  },

  'lists sessions, the latest first, and sums each up': async ({ open }) => {
    const store = await open()
    await logSix(store)
    checkEqual(
      await store.listSessions(),
      [
        { sessionId: 's2', total: 3, firstTimestamp: at(2), lastTimestamp: at(5) },
        { sessionId: 's1', total: 3, firstTimestamp: at(1), lastTimestamp: at(3) },
      ],
      'the sessions',
    )
    const byRisk = { safe: 1, moderate: 0, destructive: 0, critical: 2 }
    const sums = { total: 3, approved: 1, rejected: 1, successful: 2, totalDurationMs: 40 }
    checkEqual(await store.getSessionSummary('s1'), { sessionId: 's1', byRisk, ...sums }, 'the summary of a session')
    const nothing = { total: 0, approved: 0, rejected: 0, successful: 0, totalDurationMs: 0 }
    const none = { safe: 0, moderate: 0, destructive: 0, critical: 0 }
    checkEqual(
      await store.getSessionSummary('no'),
      { sessionId: 'no', byRisk: none, ...nothing },
      'the summary of no session',
    )
  },

  'summarizes what a filter names by tool, risk, decision, session and day': async ({ open }) => {
    const store = await open()
    await logSix(store)
    const totals = async (by: 'tool' | 'risk' | 'decision' | 'session' | 'day'): Promise<unknown> =>
      Object.fromEntries((await store.summarize({ by, filter: { to: at(5) } })).map(({ key, total }) => [key, total]))
    checkEqual(await totals('tool'), { tool: 4, Shell_run: 1 }, 'totals by tool')
    checkEqual(await totals('risk'), { safe: 3, critical: 2 }, 'totals by risk')
    checkEqual(await totals('decision'), { not_required: 3, approved: 1, rejected: 1 }, 'totals by decision')
    checkEqual(await totals('session'), { s1: 3, s2: 2 }, 'totals by session')
    checkEqual(await totals('day'), { '2026-11-23': 5 }, 'totals by day')
  },
}
