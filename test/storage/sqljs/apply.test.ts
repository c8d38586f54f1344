import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { AuditRow } from '../../../src/entry/row.js'
import type { AuditRecord, OutcomeRow } from '../../../src/record/record.js'
import { applyRecord } from '../../../src/storage/sqljs/apply.js'
import type { Database } from '../../../src/storage/sqljs/database.js'
import { loadEngine } from '../../../src/storage/sqljs/engine.js'
import { migrate } from '../../../src/storage/sqljs/migration.js'
import { selectRows } from '../../../src/storage/sqljs/select.js'
import { anyRow } from './oracle.js'
import { freshDatabase, row, wasm } from './place.js'

let db: Database
beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(() => db.close())

function rowsAfter(records: readonly AuditRecord[]): AuditRow[] {
  db.execute('DELETE FROM agent_audit; DELETE FROM agent_audit_imports')
  for (const record of records) applyRecord(db, record)
  return selectRows(db, { order: 'asc', limit: Infinity, offset: 0 })
}

/** What an outcome says of a row that its intent announced. */
function outcomeOf({ id, session_id, step_id, timestamp, tool_name, risk_level, created_at }: AuditRow): OutcomeRow {
  return {
    id,
    session_id,
    step_id,
    timestamp,
    tool_name,
    risk_level,
    created_at,
    result: '"done"',
    error: null,
    duration_ms: 12.5,
    success: 1,
    outcome: 'succeeded',
    settled_at: '2026-11-23T07:39:00.000000+00:00',
    result_size: 6,
  }
}

const intentOf = (given: AuditRow): AuditRow => ({
  ...given,
  outcome: 'pending',
  success: 0,
  result: null,
  duration_ms: 0,
})

/** The records that there may be of one action. */
const action: fc.Arbitrary<AuditRecord[]> = anyRow.chain((given) => {
  const entry: AuditRecord = { kind: 'entry', row: given }
  const intent: AuditRecord = { kind: 'intent', row: intentOf(given) }
  const outcome: AuditRecord = { kind: 'outcome', row: outcomeOf(given) }
  return fc.constantFrom([entry], [intent], [outcome], [intent, outcome], [entry, outcome])
})

describe('records', () => {
  test('give the same rows in any order and number', () => {
    const shuffled = fc.array(action, { minLength: 1, maxLength: 5 }).chain((actions) => {
      const records = actions.flat()
      const again = fc.shuffledSubarray(records)
      return fc.tuple(
        fc.constant(records),
        again.chain((more) => permutation([...records, ...more])),
      )
    })
    fc.assert(
      fc.property(shuffled, ([records, permuted]) => {
        expect(rowsAfter(permuted)).toEqual(rowsAfter(records))
      }),
      { numRuns: 200 },
    )
  })

  test('settle an intent, whichever comes first', () => {
    const intent = row({ ...intentOf(row()), approval_decision: 'approved', approved_by: 'user', agent_id: 'agent' })
    const outcome = outcomeOf(intent)
    const settled = { ...intent, ...outcome }
    expect(
      rowsAfter([
        { kind: 'intent', row: intent },
        { kind: 'outcome', row: outcome },
      ]),
    ).toEqual([settled])
    expect(
      rowsAfter([
        { kind: 'outcome', row: outcome },
        { kind: 'intent', row: intent },
      ]),
    ).toEqual([settled])
  })

  test('leave the first outcome standing', () => {
    const intent = intentOf(row())
    const first = outcomeOf(intent)
    const second = { ...first, outcome: 'failed', success: 0, error: 'late' }
    const records = [intent, first, second].map((each, index) => ({
      kind: index === 0 ? 'intent' : 'outcome',
      row: each,
    }))
    expect(rowsAfter(records as AuditRecord[])).toEqual([{ ...intent, ...first }])
  })

  test('say whether they changed a row', () => {
    const intent: AuditRecord = { kind: 'intent', row: intentOf(row()) }
    const outcome: AuditRecord = { kind: 'outcome', row: outcomeOf(intent.row) }
    rowsAfter([])
    expect([intent, intent, outcome, outcome, intent].map((record) => applyRecord(db, record))).toEqual([
      true,
      false,
      true,
      false,
      false,
    ])
  })

  test('note an import only where it added the entry', () => {
    const own = row()
    const imported = row()
    const records = [own, imported].map((each): AuditRecord => ({ kind: 'entry', row: each, imported: true }))
    rowsAfter([{ kind: 'entry', row: own }, ...records])
    expect(db.json('SELECT json_quote(id) FROM agent_audit_imports')).toEqual([imported.id])
  })
})

function permutation<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })
}

describe('a long text', () => {
  const long = `${'a'.repeat(40)}\0é😀\u2028"\n`
  const texts = {
    parameters: JSON.stringify({ long }),
    result: JSON.stringify(long),
    error: long,
    approval_reason: long,
  }

  for (const encoding of ['UTF-8', 'UTF-16le', 'UTF-16be']) {
    test(`is kept as it is, as text, in a database of ${encoding}`, async () => {
      const encoded = (await loadEngine(wasm)).open()
      onTestFinished(() => encoded.close())
      encoded.execute(`PRAGMA encoding = '${encoding}'`)
      migrate(encoded, encoding)
      expect(encoded.value('PRAGMA encoding')).toBe(encoding)
      const given = row({ ...texts, metadata: JSON.stringify({ long }) })
      applyRecord(encoded, { kind: 'entry', row: given })
      expect(selectRows(encoded, { order: 'asc', limit: 1, offset: 0 })).toEqual([given])
      expect(encoded.json('SELECT json_quote(typeof(error)) FROM agent_audit')).toEqual(['text'])
    })
  }
})
