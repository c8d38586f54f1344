import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditRow } from '../../../src/entry/row.js'
import type { Database } from '../../../src/storage/sqljs/database.js'
import { countRows, selectRows } from '../../../src/storage/sqljs/select.js'
import type { EntryQuery } from '../../../src/storage/query.js'
import { anyQuery, anyRow, answer, matches } from './oracle.js'
import { fill, freshDatabase, row } from './place.js'

const everything: EntryQuery = { order: 'asc', limit: Infinity, offset: 0 }

let db: Database
beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(() => db.close())

describe('queries', () => {
  test('give what a plain filter over an array gives', () => {
    const rows = fc.array(anyRow, { maxLength: 30 })
    fc.assert(
      fc.property(rows, fc.array(anyQuery, { minLength: 1, maxLength: 5 }), (given, queries) => {
        fill(db, given)
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
        fill(db, given)
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
    fill(db, rows)
    const sessionId = rows.slice(0, 250).map((each) => each.session_id)
    expect(countRows(db, { sessionId })).toBe(250)
    expect(countRows(db, { sessionId, id: rows.slice(200).map(({ id }) => id) })).toBe(50)
    expect(countRows(db, { sessionId: [] })).toBe(0)
  })

  test.each(["'; DROP TABLE agent_audit; --", "' OR '1'='1", '?', ')', '\\'])('bind %j, and never run it', (attack) => {
    const harmless = row()
    const other = row({ session_id: attack, tool_name: attack, risk_level: attack, agent_id: attack, error: attack })
    fill(db, [harmless, other])
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
          fill(db, [given])
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
    fill(db, [row({ tool_name: 'a%b' }), row({ error: 'A_B' }), row({ error: 'axb' }), row({ error: 'É' })])
    expect(found('a%b')).toBe(1)
    expect(found('a_b')).toBe(1)
    expect(found('AXB')).toBe(1)
    expect(found('É')).toBe(1)
    expect(found('é')).toBe(0)
  })

  test('finds in JSON what was written, quotes and line ends too', () => {
    fill(db, [row({ parameters: JSON.stringify({ path: 'C:\\dir', say: 'a "b"\nc' }) })])
    expect(found('C:\\dir')).toBe(1)
    expect(found('"b"\nc')).toBe(1)
    expect(found('"say":"a')).toBe(1)
    expect(found('nothing')).toBe(0)
  })

  test('sees past a NUL', () => {
    fill(db, [row({ error: 'before\0after' })])
    expect(found('after')).toBe(1)
    expect(found('\0a')).toBe(1)
  })
})
