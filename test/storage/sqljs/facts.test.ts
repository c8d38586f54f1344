import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditRow } from '../../../src/entry/row.js'
import type { EntryFilter } from '../../../src/storage/query.js'
import { applyRecord } from '../../../src/storage/sqljs/apply.js'
import type { Database } from '../../../src/storage/sqljs/database.js'
import { loadEngine } from '../../../src/storage/sqljs/engine.js'
import { knownFacts, matchingFacts } from '../../../src/storage/sqljs/known-facts.js'
import { migrate } from '../../../src/storage/sqljs/migration.js'
import { countRows, selectRows } from '../../../src/storage/sqljs/select.js'
import { selectSessions } from '../../../src/storage/sqljs/sessions.js'
import { anyQuery, anyRow, answer, matches } from './oracle.js'
import { fill, freshDatabase, row, wasm } from './place.js'

let db: Database
beforeAll(async () => {
  db = await freshDatabase()
  fill(db, [row()])
  matchingFacts(db, {})
})
afterAll(() => db.close())

const everything = { order: 'asc', limit: 1_000, offset: 0 } as const

function add(given: AuditRow): void {
  applyRecord(db, { kind: 'entry', row: given })
}

function settle(pending: AuditRow, outcome: 'succeeded' | 'failed'): void {
  const settled = { ...pending, outcome, success: Number(outcome === 'succeeded'), settled_at: pending.created_at }
  applyRecord(db, { kind: 'outcome', row: settled })
}

function ids(filter: EntryFilter): string[] {
  return matchingFacts(db, filter).map(({ id }) => id)
}

describe('facts', () => {
  test('give the pages and counts that a plain filter over an array gives, as rows come and are settled', () => {
    const rows = fc.array(anyRow, { maxLength: 20 })
    const queries = fc.array(anyQuery, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(rows, rows, queries, (given, later, asked) => {
        fill(db, given)
        const check = (present: readonly AuditRow[]): void => {
          for (const query of asked) {
            expect(selectRows(db, query)).toEqual(answer(present, query))
            expect(countRows(db, query)).toBe(present.filter((each) => matches(each, query)).length)
            expect(selectRows(db, query)).toEqual(answer(present, query))
          }
        }
        check(given)
        later.forEach(add)
        check([...given, ...later])
      }),
      { numRuns: 150 },
    )
    expect(knownFacts(db)).not.toBeNull()
  })

  test('are those of rows as they are now', () => {
    const pending = row({ outcome: 'pending', success: 0 })
    fill(db, [pending, row()])
    const failed: EntryFilter = { outcome: ['failed'] }
    const text: EntryFilter = { text: 'file', outcome: ['failed'] }
    expect([ids(failed), ids(text)]).toEqual([[], []])
    settle(pending, 'failed')
    expect([ids(failed), ids(text)]).toEqual([[pending.id], [pending.id]])
    db.run('DELETE FROM agent_audit WHERE id = ?', [pending.id])
    expect([ids(failed), ids(text)]).toEqual([[], []])
  })

  test('stay in order when an earlier row comes late', () => {
    const at = (second: number): string => `2026-11-23T07:38:0${second}.000000+00:00`
    const [one, two, three] = [1, 2, 3].map((second) => row({ timestamp: at(second) }))
    if (!one || !two || !three) throw new Error('There are three')
    fill(db, [one, three])
    expect(ids({})).toEqual([one.id, three.id])
    add(two)
    expect(ids({})).toEqual([one.id, two.id, three.id])
    expect(selectRows(db, { ...everything, limit: 2, order: 'desc' })).toEqual([three, two])
  })

  test('are remembered for the filters that were asked last', () => {
    const agents = Array.from({ length: 12 }, (_, index) => `agent ${index}`)
    fill(
      db,
      agents.map((agent_id) => row({ agent_id })),
    )
    for (const agent of agents) expect(ids({ agentId: [agent] })).toHaveLength(1)
    const facts = knownFacts(db)
    const remembered = agents.filter((agent) => facts?.remembers({ agentId: [agent] }))
    expect(remembered).toEqual(agents.slice(4))
  })

  test('of one session are its own at any time, however often they are asked for', () => {
    const [one, two] = ['one', 'two'].map((session_id) => row({ session_id, risk_level: 'safe' }))
    if (!one || !two) throw new Error('There are two')
    fill(db, [one, two])
    const asked = (filter: EntryFilter): string[][] => Array.from({ length: 6 }, () => ids(filter))
    const always = (...expected: readonly string[]): string[][] => Array.from({ length: 6 }, () => [...expected])
    expect(asked({ sessionId: ['one'] })).toEqual(always(one.id))
    expect(asked({ sessionId: ['none'] })).toEqual(always())
    const late = row({ session_id: 'one', risk_level: 'critical' })
    add(late)
    expect(asked({ sessionId: ['one'] })).toEqual(always(one.id, late.id))
    expect(ids({})).toHaveLength(3)
    expect(asked({ sessionId: ['one'] })).toEqual(always(one.id, late.id))
    expect(asked({ sessionId: ['one'], riskLevel: ['critical'] })).toEqual(always(late.id))
    expect(asked({ sessionId: ['one', 'two'] })).toEqual(always(one.id, two.id, late.id))
  })

  test('find a frequent text in the rows next to the page, and a rare one wherever it is', () => {
    const rows = Array.from({ length: 6_000 }, (_, index) =>
      row({ error: index % 2 ? 'odd' : null, tool_name: 'tool' }),
    )
    const rare = { ...rows[3], tool_name: 'a needle' } as AuditRow
    fill(
      db,
      rows.map((each, index) => (index === 3 ? rare : each)),
    )
    const query = { order: 'desc', limit: 3, offset: 0 } as const
    expect(selectRows(db, { ...query, text: 'ODD' })).toEqual([rows[5_999], rows[5_997], rows[5_995]])
    expect(knownFacts(db)?.remembers({ text: 'ODD' })).toBe(false)
    expect(selectRows(db, { ...query, text: 'needle' })).toEqual([rare])
    expect(knownFacts(db)?.remembers({ text: 'needle' })).toBe(true)
  })
})

test('a small part of a trail is read without the rest', async () => {
  const other = await freshDatabase()
  fill(
    other,
    Array.from({ length: 200 }, (_, index) => row({ session_id: index < 3 ? 'small' : 'large' })),
  )
  expect(selectSessions(other, { sessionId: ['small'] })).toMatchObject([{ sessionId: 'small', total: 3 }])
  expect(knownFacts(other)).toBeNull()
  expect(selectSessions(other, {})).toHaveLength(2)
  expect(knownFacts(other)).not.toBeNull()
  other.close()
})

test('rows without numbers, in a table of another program, are read for each question', async () => {
  const engine = await loadEngine(wasm)
  const other = engine.open()
  other.execute(`CREATE TABLE agent_audit (id TEXT PRIMARY KEY, session_id TEXT NOT NULL, step_id TEXT NOT NULL,
    timestamp TEXT NOT NULL, tool_name TEXT NOT NULL, risk_level TEXT NOT NULL) WITHOUT ROWID`)
  migrate(other, 'elsewhere')
  fill(other, [row({ session_id: 'one' }), row({ session_id: 'two' })])
  expect(selectSessions(other, {})).toHaveLength(2)
  fill(other, [row({ session_id: 'three' })])
  expect(selectSessions(other, {})).toMatchObject([{ sessionId: 'three', total: 1 }])
  expect(selectRows(other, { ...everything, limit: 5 })).toHaveLength(1)
  expect(knownFacts(other)).toBeNull()
  other.close()
})
