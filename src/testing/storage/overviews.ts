import type { EntryFilter, RiskCounts, SummaryKey } from '../../storage/query.js'
import type { StorageAdapter } from '../../storage/storage-adapter.js'
import { check, checkEqual } from '../check.js'
import type { CaseBodies } from '../contract.js'
import { appendEight, entry, everything, time } from './rows.js'

const risks = (some: Partial<RiskCounts> = {}): RiskCounts => ({
  safe: 0,
  moderate: 0,
  destructive: 0,
  critical: 0,
  ...some,
})

const keys: readonly (readonly [SummaryKey, Readonly<Record<string, number>>])[] = [
  ['tool', { read: 1, write: 1, READ_all: 1, delete: 1, tool: 4 }],
  ['risk', { safe: 5, moderate: 1, critical: 1, destructive: 1 }],
  ['decision', { not_required: 6, approved: 1, rejected: 1 }],
  ['outcome', { succeeded: 5, failed: 1, denied: 1, pending: 1 }],
  ['session', { s1: 4, s2: 2, "s'3": 2 }],
  ['agent', { alice: 1, '': 7 }],
  ['day', { '2026-11-23': 8 }],
]

/** A stored time on the day of `time()`, with all its digits. */
const fine = (seconds: number, digits: string): string => time(seconds).replace('.000000', `.${digits}`)

/** What every storage adapter tells of many rows at once. */
export const overviewCases: CaseBodies<StorageAdapter> = {
  'lists sessions, the latest first': async ({ open }) => {
    const adapter = await open()
    await appendEight(adapter)
    const one = { sessionId: 's1', total: 4, byRisk: risks({ safe: 2, moderate: 1, destructive: 1 }) }
    const two = { sessionId: 's2', total: 2, byRisk: risks({ safe: 1, critical: 1 }) }
    const three = { sessionId: "s'3", total: 2, byRisk: risks({ safe: 2 }) }
    checkEqual(
      await adapter.sessions({}),
      [
        { ...one, failed: 0, pending: 1, firstTimestamp: time(1), lastTimestamp: time(7) },
        { ...three, failed: 0, pending: 0, firstTimestamp: time(4), lastTimestamp: time(5) },
        { ...two, failed: 1, pending: 0, firstTimestamp: time(2), lastTimestamp: time(3) },
      ],
      'the sessions',
    )
  },

  'lists the sessions of what a filter names, and counts nothing else': async ({ open }) => {
    const adapter = await open()
    await appendEight(adapter)
    const found = await adapter.sessions({ success: true, to: time(5) })
    const totals = found.map(({ sessionId, total, firstTimestamp }) => [sessionId, total, firstTimestamp])
    checkEqual(
      totals,
      [
        ["s'3", 1, time(4)],
        ['s2', 1, time(2)],
        ['s1', 2, time(1)],
      ],
      'the sessions',
    )
    checkEqual(await adapter.sessions({ sessionId: ['unknown'] }), [], 'the sessions of what is not there')
  },

  'summarizes by every key; what has no agent under the empty one': async ({ open }) => {
    const adapter = await open()
    await appendEight(adapter)
    for (const [by, expected] of keys) {
      const totals = Object.fromEntries((await adapter.summarize({}, by)).map(({ key, total }) => [key, total]))
      checkEqual(totals, expected, `totals by ${by}`)
    }
  },

  'summarizes what the filter names, with rates and percentiles by nearest rank': async ({ open }) => {
    const adapter = await open()
    const durations = [40, 10, 30, 20]
    await adapter.append(durations.map((duration_ms) => entry(`${duration_ms}`, { duration_ms, approval_time_ms: 5 })))
    await adapter.append([
      entry('failed', { duration_ms: 50, outcome: 'failed', success: 0, approval_decision: 'approved' }),
      entry('denied', { outcome: 'denied', success: 0, approval_decision: 'rejected', approval_time_ms: 1.5 }),
      entry('pending', {
        outcome: 'pending',
        success: 0,
        duration_ms: 7000,
        risk_level: 'critical',
        approval_decision: 'auto',
      }),
      entry('other', { session_id: 'other', duration_ms: 1000, approval_time_ms: 1000 }),
    ])
    const outcomes = { total: 7, successful: 4, failed: 1, pending: 1, denied: 1 }
    const counts = {
      ...outcomes,
      byRisk: risks({ safe: 6, critical: 1 }),
      approved: 1,
      rejected: 1,
      auto: 1,
      errorRate: 1 / 7,
    }
    const times = { totalDurationMs: 7150, p50DurationMs: 20, p95DurationMs: 50, approvalTimeMs: 21.5 }
    checkEqual(
      await adapter.summarize({ sessionId: ['session'] }, 'tool'),
      [{ key: 'tool', ...counts, ...times }],
      'the summary',
    )
  },

  'divides the time from the first row that matches to the last': async ({ open }) => {
    const adapter = await open()
    await appendEight(adapter)
    const edges = [time(1), time(3), time(5), fine(7, '001000')]
    const counts: readonly Partial<RiskCounts>[] = [
      { safe: 1, moderate: 1, critical: 1 },
      { safe: 2 },
      { safe: 2, destructive: 1 },
    ]
    const expected = counts.map((some, index) => ({ from: edges[index], to: edges[index + 1], byRisk: risks(some) }))
    const found = await adapter.histogram({}, 3)
    const found3 = found.map(({ from, to, byRisk }) => ({ from, to, byRisk }))
    checkEqual<unknown>(found3, expected, 'three buckets')
    checkEqual(
      found.map(({ total }) => total),
      [3, 2, 3],
      'their totals',
    )
    checkEqual(await adapter.histogram({ sessionId: ['unknown'] }, 3), [], 'the buckets of what is not there')
  },

  'divides the time that the filter names, with buckets that are empty': async ({ open }) => {
    const adapter = await open()
    await appendEight(adapter)
    const bounds = { from: fine(0, '000999'), to: fine(9, '999001'), sessionId: ['s1'] }
    const found = await adapter.histogram(bounds, 5)
    const edges = found.flatMap(({ from, to }) => [from, to])
    const expected = [0, 2, 2, 4, 4, 6, 6, 8, 8, 10].map(time)
    checkEqual(edges, expected, 'the bounds, rounded outwards')
    checkEqual(
      found.map(({ total }) => total),
      [1, 1, 0, 2, 0],
      'the totals',
    )
    checkEqual(
      (await adapter.histogram({ ...bounds, from: time(8) }, 5)).length,
      0,
      'the buckets of a time without rows',
    )
  },

  'puts each row into the one bucket whose bounds hold it, however many there are': async ({ open }) => {
    const adapter = await open()
    await appendEight(adapter)
    await adapter.append([entry('i', { timestamp: fine(1, '000999') }), entry('j', { timestamp: fine(6, '999999') })])
    for (const filter of [{}, { sessionId: ['s1'] }, { id: ['i'] }, { from: fine(1, '000500'), success: true }]) {
      for (const buckets of [1, 2, 7, 1000]) await checkBuckets(adapter, filter, buckets)
    }
  },

  'takes rows of other programs: no bucket for what is no time, and unknown risk in totals alone': async ({ open }) => {
    const adapter = await open()
    const odd = ['', 'yesterday', '~', '1795420684', '2026-11-23', '2026-13-45T99:00:00.000000+00:00']
    await adapter.append(odd.map((timestamp, index) => entry(`odd ${index}`, { timestamp })))
    checkEqual(await adapter.histogram({}, 3), [], 'the buckets of what has no time')
    await adapter.append([entry('far', { timestamp: '9999-12-31T23:59:59.999999+00:00', risk_level: 'odd' })])
    await adapter.append([entry('near', { timestamp: time(1), risk_level: 'critical' })])
    const found = await adapter.histogram({}, 2)
    const counts = found.map(({ byRisk, total }) => ({ byRisk, total }))
    const [near, far] = [
      { byRisk: risks({ critical: 1 }), total: 1 },
      { byRisk: risks(), total: 1 },
    ]
    checkEqual(counts, [near, far], 'the buckets')
    const [session] = await adapter.sessions({ id: ['far'] })
    checkEqual(session?.byRisk, risks(), 'the risks of a session')
    checkEqual(session?.total, 1, 'its total')
  },
}

async function checkBuckets(adapter: StorageAdapter, filter: EntryFilter, buckets: number): Promise<void> {
  const found = await adapter.histogram(filter, buckets)
  const times = (await adapter.query({ ...everything, ...filter })).map(({ timestamp }) => timestamp)
  const held = found.map(({ from, to }) => times.filter((timestamp) => from <= timestamp && timestamp < to).length)
  const what = `${buckets} buckets of ${JSON.stringify(filter)}`
  checkEqual(found.length, buckets, `the number of ${what}`)
  checkEqual(
    found.map(({ total }) => total),
    held,
    `the totals of ${what}`,
  )
  checkEqual(
    held.reduce((sum, total) => sum + total, 0),
    times.length,
    `the rows in ${what}`,
  )
  for (const [index, { to }] of found.slice(0, -1).entries()) check(to === found[index + 1]?.from, `no gaps in ${what}`)
}
