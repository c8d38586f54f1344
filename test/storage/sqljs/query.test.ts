import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditRow } from '../../../src/entry/row.js'
import { applyRecord } from '../../../src/storage/sqljs/apply.js'
import type { Database } from '../../../src/storage/sqljs/database.js'
import { countRows, selectRows } from '../../../src/storage/sqljs/select.js'
import { selectSessions, summarize } from '../../../src/storage/sqljs/summary.js'
import type { EntryQuery, SummaryKey } from '../../../src/storage/query.js'
import { anyFilter, anyQuery, anyRow, answer, matches } from './oracle.js'
import { freshDatabase, row } from './place.js'

const everything: EntryQuery = { order: 'asc', limit: Infinity, offset: 0 }

let db: Database
beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(() => db.close())

function fill(rows: readonly AuditRow[]): void {
  db.execute('DELETE FROM agent_audit')
  db.transaction(() => rows.forEach((each) => applyRecord(db, { kind: 'entry', row: each })))
}

describe('queries', () => {
  test('give what a plain filter over an array gives', () => {
    const rows = fc.array(anyRow, { maxLength: 30 })
    fc.assert(
      fc.property(rows, fc.array(anyQuery, { minLength: 1, maxLength: 5 }), (given, queries) => {
        fill(given)
        for (const query of queries) {
          expect(selectRows(db, query)).toEqual(answer(given, query))
          expect(countRows(db, query)).toBe(given.filter((each) => matches(each, query)).length)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('page by cursor through equal timestamps without a gap or a repeat', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 30 }), fc.constantFrom('asc', 'desc'), (given, order) => {
        fill(given)
        const query = { ...everything, order, limit: 4 } as const
        const pages: AuditRow[] = []
        for (let page = selectRows(db, query); page.length > 0;) {
          pages.push(...page)
          const cursor = page.at(-1) ?? row()
          page = selectRows(db, { ...query, cursor })
        }
        expect(pages).toEqual(answer(given, { ...everything, order }))
      }),
      { numRuns: 50 },
    )
  })

  test('take lists of any length', () => {
    const rows = Array.from({ length: 300 }, (_, index) => row({ session_id: `session ${index}` }))
    fill(rows)
    const sessionId = rows.slice(0, 250).map((each) => each.session_id)
    expect(countRows(db, { sessionId })).toBe(250)
    expect(countRows(db, { sessionId, id: rows.slice(200).map(({ id }) => id) })).toBe(50)
    expect(countRows(db, { sessionId: [] })).toBe(0)
  })

  test.each(["'; DROP TABLE agent_audit; --", "' OR '1'='1", '?', ')', '\\'])('bind %j, and never run it', (attack) => {
    const harmless = row()
    const other = row({ session_id: attack, tool_name: attack, risk_level: attack, agent_id: attack, error: attack })
    fill([harmless, other])
    const filters = [{ sessionId: [attack] }, { toolName: [attack] }, { riskLevel: [attack] }, { agentId: [attack] }]
    for (const filter of [...filters, { text: attack }]) {
      expect(selectRows(db, { ...everything, ...filter })).toEqual([other])
    }
    expect(
      selectRows(db, { ...everything, from: attack, to: attack, cursor: { timestamp: attack, id: attack } }),
    ).toEqual([])
    expect(countRows(db, {})).toBe(2)
  })

  test('give every double and every text back as it was', () => {
    const numbers = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(
        numbers,
        fc.string({ unit: 'grapheme' }),
        fc.nat({ max: Number.MAX_SAFE_INTEGER }),
        (number, text, size) => {
          const given = row({ duration_ms: number, approval_time_ms: number, error: text, parameters_size: size })
          fill([given])
          expect(selectRows(db, everything)).toEqual([given])
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('text search', () => {
  const found = (text: string): number => countRows(db, { text })

  test('takes wildcards literally and folds ASCII only', () => {
    fill([row({ tool_name: 'a%b' }), row({ error: 'A_B' }), row({ error: 'axb' }), row({ error: 'É' })])
    expect(found('a%b')).toBe(1)
    expect(found('a_b')).toBe(1)
    expect(found('AXB')).toBe(1)
    expect(found('É')).toBe(1)
    expect(found('é')).toBe(0)
  })

  test('finds in JSON what was written, quotes and line ends too', () => {
    fill([row({ parameters: JSON.stringify({ path: 'C:\\dir', say: 'a "b"\nc' }) })])
    expect(found('C:\\dir')).toBe(1)
    expect(found('"b"\nc')).toBe(1)
    expect(found('"say":"a')).toBe(1)
    expect(found('nothing')).toBe(0)
  })

  test('sees past a NUL', () => {
    fill([row({ error: 'before\0after' })])
    expect(found('after')).toBe(1)
    expect(found('\0a')).toBe(1)
  })
})

describe('summaries', () => {
  const keys: Record<SummaryKey, (row: AuditRow) => string> = {
    tool: (each) => each.tool_name,
    risk: (each) => each.risk_level,
    decision: (each) => each.approval_decision,
    session: (each) => each.session_id,
    day: (each) => each.timestamp.slice(0, 10),
  }

  test('give what adding up by hand gives', () => {
    const by = fc.constantFrom<SummaryKey>('tool', 'risk', 'decision', 'session', 'day')
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 40 }), anyFilter, fc.boolean(), by, (given, any, filtered, key) => {
        fill(given)
        const filter = filtered ? any : {}
        const rows = given.filter((each) => matches(each, filter))
        const groups = group(rows, keys[key])
        const summaries = summarize(db, filter, key)
        expect(summaries.map((summary) => summary.key).toSorted()).toEqual([...groups.keys()].toSorted())
        for (const summary of summaries) expect(summary).toEqual(addUp(summary.key, groups.get(summary.key) ?? []))
      }),
      { numRuns: 100 },
    )
  })

  test('take percentiles by nearest rank, of settled entries', () => {
    const durations = [15, 20, 35, 40, 50]
    fill([
      ...durations.map((duration_ms) => row({ duration_ms })),
      row({ outcome: 'pending', success: 0, duration_ms: 1_000 }),
    ])
    const [summary] = summarize(db, {}, 'risk')
    expect(summary).toMatchObject({ total: 6, p50DurationMs: 35, p95DurationMs: 50 })
  })

  test('list sessions, the latest first', () => {
    const at = (second: number): string => `2026-11-23T07:38:0${second}.000000+00:00`
    fill([
      row({ session_id: 'old', timestamp: at(1) }),
      row({ session_id: 'new', timestamp: at(0) }),
      row({ session_id: 'new', timestamp: at(3) }),
    ])
    expect(selectSessions(db)).toEqual([
      { sessionId: 'new', total: 2, firstTimestamp: at(0), lastTimestamp: at(3) },
      { sessionId: 'old', total: 1, firstTimestamp: at(1), lastTimestamp: at(1) },
    ])
  })

  function group(rows: readonly AuditRow[], key: (row: AuditRow) => string): Map<string, AuditRow[]> {
    const groups = new Map<string, AuditRow[]>()
    for (const each of rows) groups.set(key(each), [...(groups.get(key(each)) ?? []), each])
    return groups
  }

  function addUp(key: string, rows: readonly AuditRow[]): object {
    const holding = (holds: (row: AuditRow) => boolean): number => rows.filter(holds).length
    const settled = rows.filter((each) => each.outcome !== 'pending').map((each) => each.duration_ms ?? 0)
    const sorted = settled.toSorted((one, other) => one - other)
    const percentile = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0
    const failed = holding((each) => each.outcome === 'failed')
    return {
      key,
      total: rows.length,
      successful: holding((each) => each.success === 1),
      failed,
      approved: holding((each) => each.approval_decision === 'approved'),
      rejected: holding((each) => each.approval_decision === 'rejected'),
      errorRate: failed / rows.length,
      totalDurationMs: expect.closeTo(
        rows.reduce((sum, each) => sum + (each.duration_ms ?? 0), 0),
        3,
      ),
      p50DurationMs: percentile(0.5),
      p95DurationMs: percentile(0.95),
    }
  }
})
