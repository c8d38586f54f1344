import type { AuditRow } from '../../entry/row.js'
import type { EntryFilter } from '../../storage/query.js'
import type { StorageAdapter } from '../../storage/storage-adapter.js'
import { checkEqual } from '../check.js'
import type { CaseBodies } from '../contract.js'
import { entry, everything, row, storedIds, time } from './rows.js'

/** Eight rows that differ in everything that a filter can ask for; b and c at the same time. */
const rows: readonly AuditRow[] = [
  row('a', { timestamp: time(1), session_id: 's1', tool_name: 'read', parameters: '{"path":"/tmp/100%"}' }),
  row('b', { timestamp: time(2), session_id: 's1', tool_name: 'write', risk_level: 'moderate', agent_id: 'alice' }),
  row('c', {
    timestamp: time(2),
    session_id: 's2',
    tool_name: 'READ_all',
    risk_level: 'critical',
    parent_plan_id: 'plan',
  }),
  row('d', {
    timestamp: time(3),
    session_id: 's2',
    tool_name: 'delete',
    outcome: 'failed',
    success: 0,
    error: "can't",
  }),
  row('e', { timestamp: time(4), session_id: "s'3", approval_decision: 'approved', approval_required: 1 }),
  row('f', { timestamp: time(5), session_id: "s'3", approval_decision: 'rejected', outcome: 'denied', success: 0 }),
  row('g', {
    timestamp: time(6),
    session_id: 's1',
    result: JSON.stringify('Zürich "quoted" \\ 東京'),
    duration_ms: 10,
  }),
  row('h', { timestamp: time(7), session_id: 's1', risk_level: 'destructive', outcome: 'pending', success: 0 }),
]

const filters: readonly (readonly [EntryFilter, string])[] = [
  [{}, 'abcdefgh'],
  [{ id: ['a', 'c', 'unknown'] }, 'ac'],
  [{ id: [] }, ''],
  [{ sessionId: [] }, ''],
  [{ sessionId: ['s1'] }, 'abgh'],
  [{ sessionId: ['s1', "s'3"] }, 'abefgh'],
  [{ riskLevel: ['moderate', 'critical'] }, 'bc'],
  [{ toolName: ['read'] }, 'a'],
  [{ approvalDecision: ['approved', 'rejected'] }, 'ef'],
  [{ outcome: ['pending', 'denied'] }, 'fh'],
  [{ agentId: ['alice'] }, 'b'],
  [{ parentPlanId: ['plan'] }, 'c'],
  [{ success: false }, 'dfh'],
  [{ success: true }, 'abceg'],
  [{ from: time(2), to: time(4) }, 'bcd'],
  [{ sessionId: ['s1'], from: time(2), success: true }, 'bg'],
  [{ sessionId: ['unknown'] }, ''],
  [{ text: 'read' }, 'ac'],
  [{ text: '100%' }, 'a'],
  [{ text: '0%"' }, 'a'],
  [{ text: '_all' }, 'c'],
  [{ text: '_' }, 'c'],
  [{ text: "can't" }, 'd'],
  [{ text: 'zürich' }, 'g'],
  [{ text: '"quoted"' }, 'g'],
  [{ text: 'QUOTED" \\ 東' }, 'g'],
  [{ text: "' OR 1=1 --" }, ''],
  [{ sessionId: ["s1' OR '1'='1"] }, ''],
]

const append = (adapter: StorageAdapter): Promise<void> =>
  adapter.append(rows.map((one) => ({ kind: 'entry', row: one })))

/** What every storage adapter answers. */
export const queryCases: CaseBodies<StorageAdapter> = {
  'finds and counts what a filter names, and nothing else': async ({ open }) => {
    const adapter = await open()
    await append(adapter)
    for (const [filter, ids] of filters) {
      const found = await adapter.query({ ...everything, ...filter })
      const expected = rows.filter(({ id }) => ids.includes(id))
      checkEqual(found, expected, `the rows of ${JSON.stringify(filter)}`)
      checkEqual(await adapter.count(filter), ids.length, `the count of ${JSON.stringify(filter)}`)
    }
  },

  'orders by time, then by id, both ways': async ({ open }) => {
    const adapter = await open()
    await adapter.append([entry('z', { timestamp: time(2) }), entry('y', { timestamp: time(2) })])
    await append(adapter)
    const newest = await adapter.query({ ...everything, order: 'desc' })
    checkEqual((await storedIds(adapter)).join(''), 'abcyzdefgh', 'the rows, oldest first')
    checkEqual(newest.map(({ id }) => id).join(''), 'hgfedzycba', 'the rows, newest first')
  },

  'gives the part of the rows that limit and offset name': async ({ open }) => {
    const adapter = await open()
    await append(adapter)
    const ids = async (limit: number, offset: number): Promise<string> =>
      (await adapter.query({ order: 'asc', limit, offset })).map(({ id }) => id).join('')
    checkEqual(await ids(3, 0), 'abc', 'the first three')
    checkEqual(await ids(3, 6), 'gh', 'what is left after six')
    checkEqual(await ids(Infinity, 6), 'gh', 'all after six')
    checkEqual(await ids(3, 8), '', 'what is left after all')
    checkEqual(await ids(0, 0), '', 'none')
  },

  'pages by cursor to the same rows as one read, both ways, while others append': async ({ open }) => {
    const [reader, writer] = [await open(), await open()]
    await append(writer)
    for (const order of ['asc', 'desc'] as const) {
      const expected = (await reader.query({ ...everything, order })).map(({ id }) => id).join('')
      let [paged, last]: [string, AuditRow | undefined] = ['', undefined]
      do {
        const page = await reader.query({ order, limit: 3, offset: 0, ...(last && { cursor: last }) })
        paged += page.map(({ id }) => id).join('')
        last = page.at(-1)
        await writer.append([entry(`later than the ${order} cursor`, { timestamp: time(order === 'asc' ? 0 : 9) })])
      } while (last)
      checkEqual(paged, expected, `the pages, ${order}`)
    }
  },

  'lists sessions, the latest first': async ({ open }) => {
    const adapter = await open()
    await append(adapter)
    checkEqual(
      await adapter.sessions(),
      [
        { sessionId: 's1', total: 4, firstTimestamp: time(1), lastTimestamp: time(7) },
        { sessionId: "s'3", total: 2, firstTimestamp: time(4), lastTimestamp: time(5) },
        { sessionId: 's2', total: 2, firstTimestamp: time(2), lastTimestamp: time(3) },
      ],
      'the sessions',
    )
  },

  'summarizes by tool, risk, decision, session and day': async ({ open }) => {
    const adapter = await open()
    await append(adapter)
    const totals = async (by: 'tool' | 'risk' | 'decision' | 'session' | 'day'): Promise<unknown> =>
      Object.fromEntries((await adapter.summarize({}, by)).map(({ key, total }) => [key, total]))
    checkEqual(await totals('tool'), { read: 1, write: 1, READ_all: 1, delete: 1, tool: 4 }, 'totals by tool')
    checkEqual(await totals('risk'), { safe: 5, moderate: 1, critical: 1, destructive: 1 }, 'totals by risk')
    checkEqual(await totals('decision'), { not_required: 6, approved: 1, rejected: 1 }, 'totals by decision')
    checkEqual(await totals('session'), { s1: 4, s2: 2, "s'3": 2 }, 'totals by session')
    checkEqual(await totals('day'), { '2026-11-23': 8 }, 'totals by day')
  },

  'summarizes what the filter names, with rates and percentiles by nearest rank': async ({ open }) => {
    const adapter = await open()
    const durations = [40, 10, 30, 20]
    await adapter.append(durations.map((duration_ms) => entry(`${duration_ms}`, { duration_ms })))
    await adapter.append([
      entry('failed', { duration_ms: 50, outcome: 'failed', success: 0, approval_decision: 'approved' }),
      entry('other', { session_id: 'other', duration_ms: 1000 }),
    ])
    const counts = { total: 5, successful: 4, failed: 1, approved: 1, rejected: 0, errorRate: 0.2 }
    const times = { totalDurationMs: 150, p50DurationMs: 30, p95DurationMs: 50 }
    checkEqual(
      await adapter.summarize({ sessionId: ['session'] }, 'tool'),
      [{ key: 'tool', ...counts, ...times }],
      'the summary',
    )
  },
}
