import { afterAll, beforeAll, expect, test } from 'vitest'
import { changedRows } from '../../../src/storage/sqljs/changed-rows.js'
import type { Database } from '../../../src/storage/sqljs/database.js'
import { fill, freshDatabase, row } from './place.js'

let db: Database
beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(() => db.close())

const at = (second: number): string => `2026-11-23T07:38:0${second}.000000+00:00`
const since = Date.parse('2026-11-23T07:38:05Z')

test('of what a new replica applies, news is what came since somebody listens', () => {
  const [old, young] = [row({ created_at: at(4) }), row({ created_at: at(5) })]
  const settled = row({ created_at: at(1), settled_at: at(6) })
  fill(db, [old, young, settled])
  const changed = new Set([old.id, young.id, settled.id])
  expect(changedRows({ db, changed, reloaded: { from: null } }, since)).toEqual([young, settled])
  expect(changedRows({ db, changed, reloaded: null }, since)).toHaveLength(3)
})
