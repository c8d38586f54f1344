import { expect, test } from 'vitest'
import { applyRecord } from '../../../src/storage/sqljs/apply.js'
import { purgeRows, selectEarliest } from '../../../src/storage/sqljs/purge.js'
import { selectRows } from '../../../src/storage/sqljs/select.js'
import { freshDatabase, row } from './place.js'

const before = '2026-11-01T00:00:00.000000+00:00'
const rule = { rule: 'days:30', before, sparesForeign: false }

test('a row whose time nobody understands is never taken for old', async () => {
  const db = await freshDatabase()
  const [old, kept] = [row({ timestamp: '2026-10-31T23:59:59.999999+00:00' }), row({ timestamp: before })]
  const odd = ['1790000000', '', 'yesterday'].map((timestamp) => row({ timestamp }))
  for (const each of [old, kept, ...odd]) applyRecord(db, { kind: 'entry', row: each })
  expect(selectEarliest(db, rule)).toBe(old.timestamp)
  expect(purgeRows(db, [rule], before)).toHaveLength(1)
  const left = selectRows(db, { order: 'asc', limit: Infinity, offset: 0 })
  expect(left.map(({ id }) => id).toSorted()).toEqual([kept, ...odd].map(({ id }) => id))
  expect(selectEarliest(db, rule)).toBe(before)
  db.close()
})
