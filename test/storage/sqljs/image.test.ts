import { expect, test } from 'vitest'
import { applyRecord } from '../../../src/storage/sqljs/apply.js'
import { loadEngine } from '../../../src/storage/sqljs/engine.js'
import { exportImage } from '../../../src/storage/sqljs/image.js'
import { selectRows } from '../../../src/storage/sqljs/select.js'
import { freshDatabase, row, wasm } from './place.js'

const everything = { order: 'asc', limit: Infinity, offset: 0 } as const

test('a part of a trail takes nothing of other tables along, and all of it does', async () => {
  const engine = await loadEngine(wasm)
  const db = await freshDatabase()
  db.execute(`CREATE TABLE notes (text); INSERT INTO notes VALUES ('somebody else''s');
    CREATE VIEW seen AS SELECT 'somebody else''s view'`)
  applyRecord(db, { kind: 'entry', row: row({ session_id: 'other', error: 'left out' }) })
  const rows = Array.from({ length: 1_001 }, () => row({ error: 'with a NUL \0 in it' }))
  for (const each of rows) applyRecord(db, { kind: 'entry', row: each })
  const part = exportImage(engine, db, { sessionId: ['session'] })
  const bytes = Buffer.from(part)
  expect(['somebody', 'left out', 'notes'].filter((text) => bytes.includes(text))).toEqual([])
  const copy = engine.open(part)
  expect(selectRows(copy, everything)).toEqual(rows)
  expect(copy.value('PRAGMA integrity_check')).toBe('ok')
  copy.close()
  const whole = engine.open(exportImage(engine, db, {}))
  expect(whole.value('SELECT text FROM notes')).toBe("somebody else's")
  expect(selectRows(whole, everything)).toHaveLength(1_002)
  whole.close()
  db.close()
})
