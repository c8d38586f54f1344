import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/entry/entry.js'
import { toEntry } from '../../src/entry/from-row.js'
import { approvalDecisions, outcomes, riskLevels } from '../../src/entry/validate.js'
import type { AuditFilter } from '../../src/store/filter.js'
import { matches } from '../../src/store/matches.js'
import { resolveFilter } from '../../src/store/resolve-filter.js'
import { anyRow, anyText, someRow } from '../any-row.js'
import { action, collected, memoryStore } from './memory-store.js'

const anyFilter: fc.Arbitrary<AuditFilter> = fc.record(
  {
    sessionId: fc.constantFrom('a', 'b', []),
    riskLevel: fc.subarray([...riskLevels]),
    toolName: fc.constantFrom('read', ['read', 'write']),
    approvalDecision: fc.constantFrom(...approvalDecisions),
    outcome: fc.subarray([...outcomes]),
    agentId: fc.constantFrom('me', ['you']),
    success: fc.boolean(),
    from: fc.constantFrom(...[0, 1, 2].map((second) => second * 1_000)),
    to: fc.constantFrom(...[1, 2, 3].map((second) => second * 1_000)),
    text: anyText,
  },
  { requiredKeys: [] },
)

/** Rows that such filters tell apart. */
const tellingRow = fc
  .record({
    row: anyRow,
    session_id: fc.constantFrom('a', 'b', 'c'),
    tool_name: fc.constantFrom('read', 'write', '=Read %', 'rea_d'),
    agent_id: fc.constantFrom('me', 'you', null),
    second: fc.nat(3),
  })
  .map(({ row, second, ...columns }) => {
    const timestamp = `1970-01-01T00:00:0${second}.000000+00:00`
    return Object.assign({}, row, columns, { timestamp })
  })
const tellingRows = fc.uniqueArray(tellingRow, { selector: ({ id }) => id, maxLength: 12 })

test('a question that was asked before closing is answered, also the first one', async () => {
  const { store } = await memoryStore()
  await store.log(action())
  const count = store.count()
  await store.close()
  expect(await count).toBe(1)
})

describe('query()', () => {
  test('agrees with a plain filter over the rows, the one that subscriptions use', async () => {
    await fc.assert(
      fc.asyncProperty(tellingRows, fc.array(anyFilter, { minLength: 1, maxLength: 5 }), async (rows, filters) => {
        const { store } = await memoryStore()
        await store.importEntries(rows.map(toEntry))
        for (const filter of filters) {
          const expected = rows.filter((row) => matches(resolveFilter(filter), row)).map(({ id }) => id)
          const found = await store.query({ ...filter, limit: Infinity })
          expect(found.map(({ id }) => id).toSorted()).toEqual(expected.toSorted())
          expect(await store.count(filter)).toBe(expected.length)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('matches text as it stands, also as JSON spells it', () => {
    const row = someRow({ parameters: JSON.stringify({ text: 'He said "ÄB"\n' }), error: null })
    expect(matches({ text: 'SAID "Ä' }, row)).toBe(true)
    expect(matches({ text: '"\n' }, row)).toBe(true)
    expect(matches({ text: 'äb' }, row)).toBe(false)
    expect(matches({ text: 'null' }, row)).toBe(false)
  })

  test('pages by cursor as one read would, while others log', async () => {
    const { store, clock } = await memoryStore()
    for (let index = 0; index < 30; index += 1) await store.log(action({ timestamp: clock.now + (index % 7) * 1_000 }))
    for (const order of ['newest', 'oldest'] as const) {
      const whole = await store.query({ order, limit: Infinity, to: clock.now + 10_000 })
      const pages: AuditEntry[] = []
      for (;;) {
        const page = await store.query({ order, limit: 4, cursor: pages.at(-1), to: clock.now + 10_000 })
        pages.push(...page)
        if (page.length === 0) break
        await store.log(action({ timestamp: order === 'newest' ? clock.now + 8_000 : clock.now - pages.length }))
      }
      expect(pages.slice(0, whole.length)).toEqual(whole)
      expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length)
    }
  })

  test('gives the hundred newest, none for a limit of zero, and what an offset leaves', async () => {
    const { store } = await memoryStore()
    const entries = await store.logMany(Array.from({ length: 120 }, () => action()))
    const newest = entries.toReversed()
    expect(await store.query()).toEqual(newest.slice(0, 100))
    expect(await store.query({ limit: 0 })).toEqual([])
    expect(await store.query({ limit: 5, offset: 118 })).toEqual(newest.slice(118))
  })
})

test('entries() gives every entry that matches, in either order, across pages', async () => {
  const { store } = await memoryStore()
  for (let batch = 0; batch < 3; batch += 1) {
    await store.logMany(Array.from({ length: 700 }, (_, index) => action({ sessionId: index % 2 ? 'odd' : 'even' })))
  }
  const even = await collected(store.entries({ sessionId: 'even' }))
  expect(even).toEqual(await store.query({ sessionId: 'even', order: 'oldest', limit: Infinity }))
  expect(even).toHaveLength(1_050)
  expect(await collected(store.entries({ order: 'newest' }))).toEqual(await store.query({ limit: Infinity }))
  await expect(collected(store.entries({ limit: 3 } as object))).rejects.toMatchObject({ code: 'FILTER_INVALID' })
})

test('sessions and summaries are in the words of the API', async () => {
  const { store, clock } = await memoryStore()
  const at = new Date(clock.now).toISOString()
  await store.logMany([
    action({ sessionId: 'a', approvalDecision: 'approved', riskLevel: 'critical', durationMs: 2, timestamp: at }),
    action({ sessionId: 'a', approvalDecision: 'rejected', riskLevel: 'critical', timestamp: at }),
    action({ sessionId: 'a', approvalDecision: 'auto', durationMs: 3, error: 'no', timestamp: at }),
  ])
  const byRisk = { safe: 1, moderate: 0, destructive: 0, critical: 2 }
  const session = { sessionId: 'a', total: 3, byRisk, failed: 1, pending: 0, firstTimestamp: at, lastTimestamp: at }
  expect(await store.listSessions()).toEqual([session])
  expect(await store.getSessionSummary('a')).toEqual({
    sessionId: 'a',
    total: 3,
    byRisk,
    approved: 1,
    rejected: 1,
    successful: 1,
    totalDurationMs: 5,
  })
  expect(await store.getSessionSummary('nobody')).toMatchObject({
    total: 0,
    byRisk: { safe: 0, moderate: 0, destructive: 0, critical: 0 },
    totalDurationMs: 0,
  })
  expect(await store.summarize({ filter: { riskLevel: 'critical' }, by: 'day' })).toMatchObject([
    { key: '2026-11-23', total: 2, successful: 1 },
  ])
  const afterwards = new Date(clock.now + 1).toISOString()
  expect(await store.histogram({ filter: { riskLevel: 'critical' }, buckets: 1 })).toEqual([
    { from: at, to: afterwards, byRisk: { ...byRisk, safe: 0 }, total: 2 },
  ])
  await expect(store.histogram({ buckets: 1.5 })).rejects.toMatchObject({ code: 'OPTION_INVALID' })
  await expect(store.summarize({ by: 'week' as never })).rejects.toMatchObject({ code: 'OPTION_INVALID' })
})

describe('subscribe()', () => {
  test('tells of entries that match as they are logged and settled, until told to stop', async () => {
    const { store, clock } = await memoryStore()
    const heard: AuditEntry[] = []
    const stop = store.subscribe({ riskLevel: 'critical' }, (entry) => heard.push(entry))
    await store.log(action())
    const intent = await store.begin(action({ riskLevel: 'critical' }))
    clock.now += 5
    const settled = await store.settle(intent.id)
    await expect.poll(() => heard).toEqual([intent, settled])
    stop()
    await store.log(action({ riskLevel: 'critical' }))
    expect(heard).toHaveLength(2)
  })

  test('reports a listener that throws, and tells the others', async () => {
    const { store, faults } = await memoryStore()
    const heard: AuditEntry[] = []
    const broken = new Error('the listener is broken')
    store.subscribe({}, () => {
      throw broken
    })
    store.subscribe({}, (entry) => heard.push(entry))
    const entry = await store.log(action())
    expect(heard).toEqual([entry])
    expect(faults).toMatchObject([{ code: 'LISTENER_FAILED', cause: broken }])
  })

  test('tells nothing more of one batch to a listener that stopped in the middle of it', async () => {
    const { store } = await memoryStore()
    const heard: string[] = []
    const stop = store.subscribe({}, ({ stepId }) => {
      heard.push(stepId)
      stop()
    })
    await store.logMany(['1', '2', '3'].map((stepId) => action({ stepId })))
    expect(heard).toEqual(['1'])
  })

  test('reports a listener that fails later', async () => {
    const { store, faults } = await memoryStore()
    const broken = new Error('the listener is broken')
    const later = (): unknown => Promise.reject(broken)
    store.subscribe({}, later)
    await store.log(action())
    await expect.poll(() => faults).toMatchObject([{ code: 'LISTENER_FAILED', cause: broken }])
  })

  test('refuses what is no listener', async () => {
    const { store } = await memoryStore()
    expect(() => store.subscribe({}, undefined as never)).toThrow(/takes a function/)
  })
})
