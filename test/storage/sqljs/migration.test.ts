import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { columnNames } from '../../../src/entry/columns.js'
import { AuditError } from '../../../src/error.js'
import { memoryPersistence } from '../../../src/persistence/memory/memory.js'
import { adopt } from '../../../src/storage/sqljs/adopt.js'
import { applyRecord } from '../../../src/storage/sqljs/apply.js'
import type { Database } from '../../../src/storage/sqljs/database.js'
import { type Engine, loadEngine } from '../../../src/storage/sqljs/engine.js'
import { readingFault } from '../../../src/storage/sqljs/fault.js'
import { isForeign } from '../../../src/storage/sqljs/origin.js'
import { selectRows } from '../../../src/storage/sqljs/select.js'
import { selectSessions } from '../../../src/storage/sqljs/sessions.js'
import { summarize } from '../../../src/storage/sqljs/summary.js'
import { openTrail, type Trail } from '../../../src/storage/sqljs/trail.js'
import { runSql } from '../../sqlite-program.js'
import { row, wasm } from './place.js'

const everything = { order: 'asc', limit: Infinity, offset: 0 } as const

const table = `CREATE TABLE agent_audit (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL, step_id TEXT NOT NULL, timestamp TEXT NOT NULL, tool_name TEXT NOT NULL,
  parameters TEXT, result TEXT, error TEXT, duration_ms REAL, risk_level TEXT NOT NULL,
  approval_required INTEGER NOT NULL DEFAULT 0, approval_decision TEXT NOT NULL DEFAULT 'not_required', approved_by TEXT,
  approval_time_ms REAL, success INTEGER NOT NULL DEFAULT 1, parent_plan_id TEXT, created_at TEXT NOT NULL);`

const indexes = `
CREATE INDEX idx_audit_session ON agent_audit(session_id);
CREATE INDEX idx_audit_timestamp ON agent_audit(timestamp);
CREATE INDEX idx_audit_risk_level ON agent_audit(risk_level);
CREATE INDEX idx_audit_tool ON agent_audit(tool_name);`

const insert = (values: string): string => `INSERT INTO agent_audit VALUES (${values});`
const plain = insert(
  `'a', 's', '1', '2026-11-23T07:38:04.998596+00:00', 'read', '{"p": 1}', '"x"', NULL, 1.25, 'safe', 0, 'not_required',
  NULL, NULL, 1, NULL, '2026-11-23T07:38:05.000001+00:00'`,
)
const rejected = insert(
  `NULL, 's', '2', '2026-11-23T09:38:04+02:00', 'rm', NULL, NULL, 'no', NULL, 'critical', 1, 'rejected', 'user', 9.5, 0,
  'plan', '2026-11-23 07:38:05'`,
)
const failed = insert(
  `'b', 's', '3', '2026-11-23T07:38:04', 'rm', x'00ff', 'not json', NULL, 'soon', 'safe', 0, 'auto', NULL, NULL, 0, NULL, 'x'`,
)

let folder: string
let engine: Engine
const opened: Database[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-migration-'))
  engine = await loadEngine(wasm)
})
afterAll(() => {
  opened.forEach((db) => db.close())
  rmSync(folder, { recursive: true })
})

let count = 0

/** A database file that another program wrote, with a write-ahead log unless told otherwise. */
function fileOf(sql: string, mode = 'WAL'): Uint8Array {
  const path = join(folder, `${(count += 1)}.db`)
  runSql(path, `PRAGMA journal_mode = ${mode}; ${sql}`)
  return readFileSync(path)
}

function open(bytes: Uint8Array): Trail {
  const image = { generation: 0, patches: 0, patchedBytes: 0, bytes, own: false }
  const trail = openTrail(engine, image, memoryPersistence())
  opened.push(trail.db)
  return trail
}

function codeOf(bytes: Uint8Array): string {
  try {
    open(bytes)
    return 'none'
  } catch (error) {
    return readingFault(error, 'here').code
  }
}

describe('a database of seventeen columns', () => {
  test('opens in WAL mode with every row, and its bytes stay as they are', () => {
    const bytes = fileOf(table + indexes + plain + rejected + failed)
    const before = bytes.slice()
    expect(bytes[18]).toBe(2)
    const { db, altered, position } = open(bytes)
    expect(altered).toBe(true)
    expect(position).toEqual({ generation: 0, place: null })
    expect(isForeign(db)).toBe(true)
    expect(selectRows(db, everything).map(({ id }) => id)).toHaveLength(3)
    expect(bytes).toEqual(before)
  })

  test('gives its rows what they lack, and keeps what they have', () => {
    const { db } = open(fileOf(table + plain + rejected + failed))
    const byStep = new Map(selectRows(db, everything).map((each) => [each.step_id, each]))
    expect(byStep.get('1')).toMatchObject({
      id: 'a',
      timestamp: '2026-11-23T07:38:04.998596+00:00',
      parameters: '{"p": 1}',
      duration_ms: 1.25,
      outcome: 'succeeded',
      settled_at: null,
    })
    expect(byStep.get('2')).toMatchObject({
      id: expect.stringMatching(/./),
      timestamp: '2026-11-23T07:38:04.000000+00:00',
      created_at: '2026-11-23T07:38:05.000000+00:00',
      parameters: null,
      outcome: 'denied',
    })
    expect(byStep.get('3')).toMatchObject({
      timestamp: '2026-11-23T07:38:04.000000+00:00',
      created_at: 'x',
      result: 'not json',
      duration_ms: 0,
      outcome: 'failed',
    })
  })

  test('is adapted once', () => {
    const first = open(fileOf(table + plain + rejected))
    const again = open(first.db.export())
    expect(again.altered).toBe(false)
    expect(selectRows(again.db, everything)).toEqual(selectRows(first.db, everything))
  })

  test('takes rows of ours, and of programs that know seventeen columns', () => {
    const { db } = open(fileOf(table + indexes + plain))
    const ours = row()
    applyRecord(db, { kind: 'entry', row: ours })
    const path = join(folder, 'exchanged.db')
    writeFileSync(path, db.export())
    const seventeen = columnNames.slice(0, 17).join(', ')
    const values = `'theirs', 's', '1', '2026-11-24T00:00:00', 'read', '{}', NULL, NULL, 1, 'safe', 0, 'auto', NULL, NULL, 1, NULL, '2026-11-24T00:00:00'`
    runSql(path, `INSERT INTO agent_audit (${seventeen}) VALUES (${values})`)
    const back = selectRows(open(readFileSync(path)).db, everything)
    expect(back.map(({ id }) => id)).toEqual([ours.id, 'a', 'theirs'].toSorted((one, other) => order(back, one, other)))
    expect(back.find(({ id }) => id === ours.id)).toEqual(ours)
    expect(back.find(({ id }) => id === 'theirs')).toMatchObject({
      timestamp: '2026-11-24T00:00:00.000000+00:00',
      outcome: 'succeeded',
    })
  })

  test('may have its columns in any order, more of them, and other tables', () => {
    const other = `CREATE TABLE agent_audit (created_at TEXT NOT NULL, note TEXT, risk_level TEXT NOT NULL,
      tool_name TEXT NOT NULL, timestamp TEXT NOT NULL, step_id TEXT NOT NULL, session_id TEXT NOT NULL, id TEXT PRIMARY KEY);
      CREATE TABLE notes (text); INSERT INTO notes VALUES ('kept');
      INSERT INTO agent_audit VALUES ('2026-11-23', 'kept too', 'safe', 'read', '2026-11-23T00:00:00Z', '1', 's', 'a');`
    const { db } = open(fileOf(other, 'DELETE'))
    expect(selectRows(db, everything)).toEqual([
      row({
        id: 'a',
        session_id: 's',
        step_id: '1',
        tool_name: 'read',
        timestamp: '2026-11-23T00:00:00.000000+00:00',
        created_at: '2026-11-23T00:00:00.000000+00:00',
        parameters: null,
        result: null,
        duration_ms: null,
        parameters_size: null,
        result_size: null,
      }),
    ])
    expect(db.value('SELECT text FROM notes')).toBe('kept')
    expect(db.value('SELECT note FROM agent_audit')).toBe('kept too')
  })
})

describe('a database that is laxer than the seventeen columns', () => {
  const lax = table.replaceAll(/ NOT NULL( DEFAULT '?\w+'?)?/g, '')

  test('has every row fit to be read, ordered, filtered and summed up', () => {
    const { db } = open(
      fileOf(`${lax} INSERT INTO agent_audit (id, error) VALUES ('bare', NULL), ('', 'failed'), (x'31', NULL), ('1', NULL);
        UPDATE agent_audit SET session_id = x'73', timestamp = CAST('2026-11-01' AS BLOB), duration_ms = x'00' WHERE id = x'31'`),
    )
    const rows = selectRows(db, everything)
    expect(rows.map(({ id }) => id).toSorted()).toEqual(['1', 'bare', 'blob-31', 'row-2-'])
    expect(rows.find(({ id }) => id === 'bare')).toMatchObject({
      session_id: '',
      timestamp: '',
      created_at: '',
      approval_required: 0,
      approval_decision: 'not_required',
      success: 1,
      outcome: 'succeeded',
    })
    expect(rows.find(({ id }) => id === 'row-2-')).toMatchObject({ success: 0, outcome: 'failed' })
    expect(selectRows(db, { ...everything, sessionId: ['s'] }).map(({ timestamp }) => timestamp)).toEqual([
      '2026-11-01T00:00:00.000000+00:00',
    ])
    expect(selectSessions(db, {}).map(({ sessionId, total }) => [sessionId, total])).toEqual([
      ['s', 1],
      ['', 3],
    ])
    expect(summarize(db, {}, 'session').map(({ p95DurationMs }) => p95DurationMs)).toEqual([0, 0])
  })

  test('may lack row numbers, and write its names in capitals', () => {
    const { db } = open(
      fileOf(`${table.replace(/;$/, ' WITHOUT ROWID;').replace('session_id', 'SESSION_ID')} ${plain}`),
    )
    expect(selectRows(db, everything).map(({ id, session_id }) => [id, session_id])).toEqual([['a', 's']])
  })
})

const prose = 'This is a text, and one that is longer than the header of a database. '
const manyRows = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999)
  INSERT INTO agent_audit (id, session_id, step_id, timestamp, tool_name, risk_level, created_at)
  SELECT 'n' || i, 's', '1', 't', 'read', 'safe', 'c' FROM n;`

describe('a database that is none of ours', () => {
  test.each([
    ['no database', () => Buffer.from(prose.repeat(9)), 'DATABASE_INVALID'],
    ['cut short', () => fileOf(table + manyRows, 'DELETE').subarray(0, 9_000), 'DATABASE_INVALID'],
    ['of other tables', () => fileOf('CREATE TABLE notes (text)'), 'DATABASE_FOREIGN'],
    [
      'of another agent_audit',
      () => fileOf('CREATE TABLE agent_audit (id TEXT PRIMARY KEY, text)'),
      'DATABASE_FOREIGN',
    ],
    ['without a key', () => fileOf(table.replace('PRIMARY KEY', '')), 'DATABASE_FOREIGN'],
    ['with a key of numbers', () => fileOf(table.replace('id TEXT', 'id INTEGER')), 'DATABASE_FOREIGN'],
    ['whose agent_audit is a view', () => fileOf('CREATE VIEW agent_audit AS SELECT 1 AS id'), 'DATABASE_FOREIGN'],
    ['that requires more', () => fileOf(table.replace(');', ', tenant TEXT NOT NULL);')), 'DATABASE_FOREIGN'],
    [
      'that requires parameters of outcomes',
      () => fileOf(table.replace('parameters TEXT', 'parameters TEXT NOT NULL')),
      'DATABASE_FOREIGN',
    ],
    [
      'of other risk levels',
      () => fileOf(table.replace('risk_level TEXT', "risk_level TEXT CHECK (risk_level IN ('low', 'high'))")),
      'DATABASE_FOREIGN',
    ],
    [
      'whose rows must not change',
      () => fileOf(`${table} CREATE TRIGGER t BEFORE UPDATE ON agent_audit BEGIN SELECT RAISE(ABORT, 'no'); END`),
      'DATABASE_FOREIGN',
    ],
    ['of a newer version', newer, 'DATABASE_NEWER'],
  ])('%s', (_, make, code) => {
    expect(codeOf(make())).toBe(code)
  })

  test('an empty file is a new trail', () => {
    expect(codeOf(new Uint8Array())).toBe('none')
  })

  test('whose own user_version is high is still an audit trail', () => {
    const { db } = open(fileOf(`${table} PRAGMA user_version = 77`))
    expect(db.value('PRAGMA user_version')).toBe(77)
  })

  test('says what its table refuses', () => {
    const bytes = fileOf(table.replace(');', ', tenant TEXT NOT NULL);'))
    expect(() => open(bytes)).toThrow(/does not take entries .*agent_audit\.tenant/)
  })

  test('says what to do', () => {
    const attempt = (): Trail => open(fileOf('CREATE TABLE notes (text)'))
    expect(attempt).toThrow(AuditError)
    expect(attempt).toThrow(/memory is a database, but no audit trail.*Choose another place/)
  })

  function newer(): Uint8Array {
    const { db } = open(new Uint8Array())
    db.execute('PRAGMA user_version = 99')
    return db.export()
  }
})

describe('rows that another program added', () => {
  test('are adopted, and those that are here already stay', () => {
    const { db } = open(fileOf(table + plain))
    db.execute("UPDATE agent_audit SET error = 'ours'")
    const file = fileOf(table + plain + rejected + failed)
    const adopted = adopt(engine, db, new Uint8Array(file), 'here')
    expect(adopted).toHaveLength(2)
    expect(selectRows(db, { ...everything, id: ['a'] })[0]?.error).toBe('ours')
    expect(adopt(engine, db, file, 'here')).toEqual([])
    expect(selectRows(db, everything)).toHaveLength(3)
  })
})

function order(rows: readonly { id: string }[], one: string, other: string): number {
  return rows.findIndex(({ id }) => id === one) - rows.findIndex(({ id }) => id === other)
}
