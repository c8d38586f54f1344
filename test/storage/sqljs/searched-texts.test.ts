import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AuditRow } from '../../../src/entry/row.js'
import { applyRecord } from '../../../src/storage/sqljs/apply.js'
import type { Database } from '../../../src/storage/sqljs/database.js'
import { loadEngine } from '../../../src/storage/sqljs/engine.js'
import { matchingFacts } from '../../../src/storage/sqljs/known-facts.js'
import { migrate } from '../../../src/storage/sqljs/migration.js'
import { learnTexts, textCandidates } from '../../../src/storage/sqljs/searched-texts.js'
import { countRows, selectRows } from '../../../src/storage/sqljs/select.js'
import { anyQuery, anyRow, answer, matches } from './oracle.js'
import { fill, freshDatabase, row, wasm } from './place.js'

const many = Array.from({ length: 6_000 }, (_, index) =>
  row({ tool_name: 'plain', error: index % 3 === 0 ? `plain error ${index}` : null }),
)

let db: Database
beforeEach(async () => {
  db = await freshDatabase()
  fill(db, many)
})
afterEach(() => db.close())

function learnAll(): void {
  while (learnTexts(db));
}

function add(given: AuditRow): void {
  applyRecord(db, { kind: 'entry', row: given })
}

function candidates(text: string): number {
  const found = textCandidates(db, text)
  if (!found) throw new Error('Nothing is known')
  return found.length
}

function idsWith(text: string): readonly string[] {
  return selectRows(db, { order: 'asc', limit: 100, offset: 0, text }).map(({ id }) => id)
}

describe('what was learnt of texts', () => {
  test('leaves few rows for a rare text, once all were read', () => {
    expect(textCandidates(db, 'needle')).toBeNull()
    expect(learnTexts(db)).toBe(true)
    expect(textCandidates(db, 'needle')).toBeNull()
    learnAll()
    expect(candidates('needle')).toBeLessThan(60)
    expect(candidates('plain')).toBe(6_000)
    expect(textCandidates(db, 'pl')).toBeNull()
    expect([countRows(db, { text: 'needle' }), countRows(db, { text: 'ERROR 42' })]).toEqual([0, 39])
  })

  test('follows rows that come, change and go, whether they were read again or not', () => {
    learnAll()
    const pending = row({ outcome: 'pending', success: 0, error: null })
    add(pending)
    expect(idsWith('needle')).toEqual([])
    for (const more of [false, true]) {
      const late = row({ error: `a needle ${more}` })
      add(late)
      if (more) learnAll()
      expect(idsWith(`needle ${more}`)).toEqual([late.id])
    }
    applyRecord(db, { kind: 'outcome', row: { ...pending, outcome: 'failed', error: 'settled with a pin' } })
    expect(idsWith('a pin')).toEqual([pending.id])
    learnAll()
    expect(idsWith('a pin')).toEqual([pending.id])
    db.run('DELETE FROM agent_audit WHERE id = ?', [pending.id])
    expect(idsWith('a pin')).toEqual([])
  })

  test('holds after changes that were taken back', () => {
    learnAll()
    const failing = (): void =>
      db.transaction(() => {
        db.run("UPDATE agent_audit SET error = 'other' WHERE id = ?", [many[0]?.id ?? ''])
        add(row({ error: 'never there' }))
        throw new Error('No room')
      })
    expect(failing).toThrow('No room')
    learnAll()
    expect(idsWith('plain error 0')).toEqual([many[0]?.id])
    expect(idsWith('never there')).toEqual([])
  })

  test('gives what a plain filter over an array gives, with facts of all rows and without', () => {
    learnAll()
    const rows = fc.array(anyRow, { maxLength: 10 })
    fc.assert(
      fc.property(
        rows,
        rows,
        fc.array(anyQuery, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (given, later, asked, learns) => {
          given.forEach(add)
          if (learns) learnAll()
          later.forEach(add)
          const present = [...many, ...given, ...later]
          for (const query of asked) {
            expect(selectRows(db, query)).toEqual(answer(present, query))
            expect(countRows(db, query)).toBe(present.filter((each) => matches(each, query)).length)
          }
          // From the first of these on, all questions are answered from facts.
          if (given.length > 5) matchingFacts(db, {})
          for (const { id } of [...given, ...later]) db.run('DELETE FROM agent_audit WHERE id = ?', [id])
        },
      ),
      { numRuns: 60 },
    )
  })

  test('is as many bits as it takes for long texts', () => {
    add(row({ result: JSON.stringify('x'.repeat(1_000_000) + 'a needle') }))
    learnAll()
    expect(countRows(db, { text: 'a needle' })).toBe(1)
    expect(candidates('a needle')).toBeLessThan(60)
  })
})

describe('nothing is learnt', () => {
  test('of a small trail', async () => {
    const small = await freshDatabase()
    fill(small, many.slice(0, 100))
    expect([learnTexts(small), textCandidates(small, 'plain')]).toEqual([false, null])
    small.close()
  })

  test('of texts in UTF-16, in a database of another program', async () => {
    const engine = await loadEngine(wasm)
    const other = engine.open()
    other.execute("PRAGMA encoding = 'UTF-16le'")
    migrate(other, 'elsewhere')
    fill(other, many)
    expect([learnTexts(other), countRows(other, { text: 'plain error 42' })]).toEqual([false, 39])
    other.close()
  })
})
