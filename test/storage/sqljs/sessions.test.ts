import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditRow } from '../../../src/entry/row.js'
import type { Database } from '../../../src/storage/sqljs/database.js'
import { selectSessions } from '../../../src/storage/sqljs/sessions.js'
import { anyRow, grouped, maybeFilter, matches } from './oracle.js'
import { fill, freshDatabase, row } from './place.js'

let db: Database
beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(() => db.close())

function addUp(sessionId: string, rows: readonly AuditRow[]): object {
  const count = (column: 'risk_level' | 'outcome', value: string): number =>
    rows.filter((each) => each[column] === value).length
  const levels = ['safe', 'moderate', 'destructive', 'critical']
  const times = rows.map(({ timestamp }) => timestamp).toSorted()
  return {
    sessionId,
    total: rows.length,
    byRisk: Object.fromEntries(levels.map((level) => [level, count('risk_level', level)])),
    failed: count('outcome', 'failed'),
    pending: count('outcome', 'pending'),
    firstTimestamp: times[0],
    lastTimestamp: times.at(-1),
  }
}

describe('sessions', () => {
  test('are what grouping by hand gives, of what the filter names alone', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 40 }), maybeFilter, (given, filter) => {
        fill(db, given)
        const groups = grouped(
          given.filter((each) => matches(each, filter)),
          (each) => each.session_id,
        )
        const sessions = selectSessions(db, filter)
        expect(sessions.map(({ sessionId }) => sessionId).toSorted()).toEqual([...groups.keys()].toSorted())
        for (const session of sessions)
          expect(session).toEqual(addUp(session.sessionId, groups.get(session.sessionId) ?? []))
      }),
      { numRuns: 150 },
    )
  })

  test('come in the order of their last entry, the latest first', () => {
    const at = (second: number): string => `2026-11-23T07:38:0${second}.000000+00:00`
    fill(db, [
      row({ session_id: 'old', timestamp: at(1) }),
      row({ session_id: 'new', timestamp: at(0) }),
      row({ session_id: 'new', timestamp: at(3) }),
    ])
    const order = (to?: string): string[] =>
      selectSessions(db, to === undefined ? {} : { to }).map(({ sessionId }) => sessionId)
    expect(order()).toEqual(['new', 'old'])
    expect(order(at(2))).toEqual(['old', 'new'])
  })
})
