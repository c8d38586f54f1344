import { beforeAll, describe, expect, test } from 'vitest'
import { type Engine, loadEngine } from '../../../src/storage/sqljs/engine.js'
import { openForeign } from '../../../src/storage/sqljs/open-foreign.js'
import { fill, freshDatabase, row, wasm } from './place.js'

const count = 4_000
let engine: Engine
let whole: Uint8Array

beforeAll(async () => {
  engine = await loadEngine(wasm)
  const db = await freshDatabase()
  fill(
    db,
    Array.from({ length: count }, (_, index) => row({ parameters: `{"text":"${String(index).repeat(40)}"}` })),
  )
  whole = db.export()
  db.close()
})

function countOf(bytes: Uint8Array): unknown {
  const db = openForeign(engine, bytes, 'server.db')
  try {
    return db.value('SELECT count(*) FROM agent_audit')
  } finally {
    db.close()
  }
}

/** The file with 40 kB of something else in it. */
function overwritten(part: number, byte: number): Uint8Array {
  const start = Math.floor(whole.length * part)
  return whole.slice().fill(byte, start, start + 40_000)
}

test('a whole file opens', () => {
  expect(countOf(whole.slice())).toBe(count)
})

test.for([1, 5_000, 100_000])(
  'one that lacks its last %d bytes does not, and it is said how many they are',
  (missing) => {
    expect(() => countOf(whole.slice(0, -missing))).toThrow(
      `server.db is damaged: the last ${missing} bytes of it are missing. Take another copy of it`,
    )
  },
)

describe.for([0, 0xa5])('one with 40 kB of the byte %d in it does not open', (byte) => {
  test.for([0.25, 0.5, 0.75])('from %d of it on', (part) => {
    expect(() => countOf(overwritten(part, byte))).toThrow(/^server\.db is damaged: SQLite finds in it: .*page \d+/)
  })
})

test('one that has grown since its header was written, by a program that does not say how long it is, opens', () => {
  const bytes = whole.slice()
  // SQLite before 3.7.0 left the length alone, and its version beside it as it was.
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(92, 0)
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(28, 2 ** 20)
  expect(countOf(bytes)).toBe(count)
})

test.for<[string, string]>([
  [
    'a value that breaks a rule of its table',
    'CREATE TABLE other (n INT CHECK (n > 0)); PRAGMA ignore_check_constraints = ON; INSERT INTO other VALUES (-1)',
  ],
  [
    'an index in an order that only its program knows',
    `CREATE TABLE other (n TEXT); CREATE INDEX of_other ON other (n); PRAGMA writable_schema = ON;
     UPDATE sqlite_schema SET sql = 'CREATE INDEX of_other ON other (n COLLATE german)' WHERE name = 'of_other'`,
  ],
])('%s is no damage', ([, sql]) => {
  const db = engine.open(whole.slice())
  db.execute(sql)
  const bytes = db.export()
  db.close()
  expect(countOf(bytes)).toBe(count)
})
