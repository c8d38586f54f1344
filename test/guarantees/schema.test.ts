import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type AuditEntry, AuditError, type AuditStore } from '../../src/index.js'
import { runSql, runSqlBeside, selectSql } from '../sqlite-program.js'
import { everyEntry, newFile, openStore, startLogger } from './place.js'
import { insertSeventeen, makeSeventeen, type SeventeenRow, seventeenColumns, seventeenRow } from './seventeen.js'

const indexes = ['idx_audit_risk_level', 'idx_audit_session', 'idx_audit_timestamp', 'idx_audit_tool']

/** Rows of another program: any text, times with and without a fraction, numbers, nulls. */
const foreignRows: readonly SeventeenRow[] = Array.from({ length: 300 }, (_, index) =>
  seventeenRow({
    id: `row ${String(index).padStart(3, '0')}`,
    session_id: `session ${index % 7}`,
    step_id: String(index),
    timestamp: `2026-11-23T07:${String(index % 60).padStart(2, '0')}:04${index % 3 === 0 ? '.998596' : ''}+00:00`,
    tool_name: ["it's", 'read "x"', 'é😀\u2028', 'rm\n-rf'][index % 4] ?? '',
    parameters: index % 5 === 0 ? null : JSON.stringify({ index, deep: [{ text: 'ü"\\' }] }),
    result: index % 6 === 0 ? null : JSON.stringify(index % 2 === 0 ? 'text' : [1, null, { a: 1.5 }]),
    error: index % 11 === 0 ? 'no, "really"' : null,
    duration_ms: index % 4 === 0 ? null : index / 8,
    risk_level: ['safe', 'moderate', 'destructive', 'critical'][index % 4] ?? '',
    approval_required: index % 2,
    approval_decision: ['approved', 'rejected', 'auto', 'not_required'][index % 4] ?? '',
    approved_by: index % 2 === 0 ? 'user' : null,
    approval_time_ms: index % 3 === 0 ? 1250.5 : null,
    success: index % 11 === 0 ? 0 : 1,
    parent_plan_id: index % 9 === 0 ? 'plan' : null,
    created_at: '2026-11-23T07:38:05.000001+00:00',
  }),
)

/** What the API should say of a row of another program. */
function entryOf(row: SeventeenRow): Partial<AuditEntry> {
  return {
    id: row.id ?? '',
    sessionId: row.session_id,
    stepId: row.step_id,
    timestamp: row.timestamp.replace(/(?:\.(\d{6}))?\+00:00$/, (_, digits: string = '000') => `.${digits}Z`),
    toolName: row.tool_name,
    parameters: JSON.parse(row.parameters ?? '{}') as AuditEntry['parameters'],
    result: JSON.parse(row.result ?? 'null') as AuditEntry['result'],
    error: row.error,
    durationMs: row.duration_ms ?? 0,
    riskLevel: row.risk_level as AuditEntry['riskLevel'],
    approvalRequired: row.approval_required === 1,
    approvalDecision: row.approval_decision as AuditEntry['approvalDecision'],
    approvedBy: row.approved_by,
    approvalTimeMs: row.approval_time_ms,
    success: row.success === 1,
    parentPlanId: row.parent_plan_id,
    createdAt: '2026-11-23T07:38:05.000001Z',
  }
}

async function expectForeignRows(store: AuditStore): Promise<void> {
  const entries = new Map((await everyEntry(store)).map((entry) => [entry.id, entry]))
  for (const row of foreignRows) expect(entries.get(row.id ?? '')).toMatchObject(entryOf(row))
}

const log = (store: AuditStore, stepId: string): Promise<AuditEntry> =>
  store.log({ sessionId: 'ours', stepId, toolName: 'tool', riskLevel: 'critical', parameters: { stepId } })

const stepsOf = async (store: AuditStore, sessionId: string): Promise<readonly string[]> =>
  (await store.query({ sessionId, limit: Infinity })).map(({ stepId }) => stepId).toSorted()

/** Whether an image was written; false while the other program is at work on the file. */
async function checkpointed(store: AuditStore): Promise<boolean> {
  try {
    await store.checkpoint()
    return true
  } catch (error) {
    if (error instanceof AuditError && error.code === 'DATABASE_BUSY') return false
    throw error
  }
}

/**
 * Has another program add rows, a process and a transaction each, and resolves with the steps of those that it says it added. It is
 * refused where an image takes the file's place in the middle: SQLite sees that (SQLITE_READONLY_DBMOVED).
 */
async function insertUntil(file: string, isOver: () => boolean, onTried: () => void): Promise<readonly string[]> {
  const added: string[] = []
  for (let number = 0; !isOver(); number += 1) {
    const step_id = `raced ${String(number).padStart(4, '0')}`
    const row = seventeenRow({ step_id, timestamp: '2026-11-23T07:38:04' })
    const isAdded = await runSqlBeside(file, insertSeventeen([row])).then(
      () => true,
      () => false,
    )
    if (isAdded) added.push(step_id)
    onTried()
    await pause(Math.random() * 20)
  }
  return added
}

describe('a database of seventeen columns and four indexes, in WAL mode', () => {
  test('opens with every row and value, is migrated, and can be added to', async () => {
    const file = await newFile()
    makeSeventeen(file, foreignRows)
    expect((await readFile(file)).subarray(18, 20)).toEqual(Buffer.from([2, 2]))
    const { store, faults } = await openStore(file)
    expect(await store.count()).toBe(foreignRows.length)
    await expectForeignRows(store)
    await log(store, 'added')
    await store.close()

    const columns = selectSql(file, "SELECT name FROM pragma_table_info('agent_audit')")
    expect(columns.slice(0, 17).map(({ name }) => name)).toEqual(seventeenColumns)
    expect(columns).toHaveLength(25)
    const named = selectSql(file, "SELECT name FROM sqlite_master WHERE name LIKE 'idx_%' ORDER BY 1")
    expect(named.map(({ name }) => name)).toEqual(indexes)

    const again = await openStore(file)
    expect(await again.store.count()).toBe(foreignRows.length + 1)
    await expectForeignRows(again.store)
    expect(await stepsOf(again.store, 'ours')).toEqual(['added'])
    expect([...faults, ...again.faults]).toEqual([])
  })

  test('can be added to by a process that never reads it, and is killed', async () => {
    const file = await newFile()
    makeSeventeen(file, foreignRows)
    const child = await startLogger({ file, name: 'ours', count: 3, end: 'kill' })
    expect(await child.ended).toBe('SIGKILL')
    const { store } = await openStore(file)
    expect(await store.count()).toBe(foreignRows.length + 3)
    await expectForeignRows(store)
    expect(await stepsOf(store, 'ours')).toEqual(['ours 0', 'ours 1', 'ours 2'])
  })
})

describe('a program that knows seventeen columns', () => {
  test('reads our file after close(), and filters on the text of timestamps', async () => {
    const file = await newFile()
    const { store } = await openStore(file)
    const times = [
      '2026-11-23T07:59:59.999999Z',
      '2026-11-23T08:00:00Z',
      '2026-11-23T11:30:00.5+02:00',
      '2026-11-23T10:00:00Z',
    ]
    for (const [index, timestamp] of times.entries()) {
      await store.log({
        sessionId: 's',
        stepId: `${index}`,
        toolName: "it's",
        riskLevel: 'safe',
        timestamp,
        result: { index },
      })
    }
    await store.close()
    const rows = selectSql(
      file,
      `SELECT ${seventeenColumns.join(', ')} FROM agent_audit
      WHERE timestamp >= '2026-11-23T08:00:00' AND timestamp < '2026-11-23T10:00:00' ORDER BY timestamp`,
    )
    expect(rows).toMatchObject([
      { step_id: '1', timestamp: '2026-11-23T08:00:00.000000+00:00', tool_name: "it's", result: '{"index":1}' },
      { step_id: '2', timestamp: '2026-11-23T09:30:00.500000+00:00', approval_decision: 'not_required', success: 1 },
    ])
  })

  test('adds a row that is there at our next opening', async () => {
    const file = await newFile()
    const first = await openStore(file)
    await log(first.store, 'ours')
    await first.store.close()
    runSql(file, insertSeventeen([seventeenRow({ step_id: 'theirs', timestamp: '2026-11-23T07:38:04' })]))
    for (let opening = 0; opening < 3; opening += 1) {
      const { store, faults } = await openStore(file)
      expect(await store.query({ sessionId: 'session' })).toMatchObject([
        {
          id: expect.stringMatching(/./),
          stepId: 'theirs',
          timestamp: '2026-11-23T07:38:04.000Z',
          outcome: 'succeeded',
        },
      ])
      expect(await stepsOf(store, 'ours')).toEqual(['ours'])
      await store.close()
      expect(faults).toEqual([])
    }
  })

  test('adds a row while we have the file open, which the next question, image and opening hold', async () => {
    const file = await newFile()
    const { store } = await openStore(file)
    await log(store, 'before')
    await store.checkpoint()
    await log(store, 'journaled')
    runSql(file, insertSeventeen([seventeenRow({ step_id: 'one', timestamp: '2026-11-23T07:38:04' })]))
    expect(await stepsOf(store, 'session')).toEqual(['one'])
    await store.checkpoint()
    runSql(file, insertSeventeen([seventeenRow({ step_id: 'two' })]))
    await store.checkpoint()
    runSql(file, insertSeventeen([seventeenRow({ step_id: 'three' })]))
    await log(store, 'after')
    await store.close()
    const again = await openStore(file)
    expect(await stepsOf(again.store, 'session')).toEqual(['one', 'three', 'two'])
    expect(await stepsOf(again.store, 'ours')).toEqual(['after', 'before', 'journaled'])
  })

  test('loses no row to images that are written at the same time', { timeout: 60_000 }, async () => {
    const file = await newFile()
    const { store } = await openStore(file)
    await log(store, '0')
    await store.checkpoint()
    let images = 0
    let insertions = 0
    const program = insertUntil(
      file,
      () => images >= 10,
      () => (insertions += 1),
    )
    for (let tried = 0; images < 10; tried = insertions) {
      // The image before stays until the next one: a program that is held up for two images would write to nowhere.
      await expect.poll(() => insertions, { interval: 1 }).toBeGreaterThan(tried)
      await log(store, `ours ${images}`)
      images += Number(await checkpointed(store))
    }
    const added = await program
    expect(added.length).toBeGreaterThan(0)
    expect(await stepsOf(store, 'session')).toEqual(added)
    await store.close()
    const again = await openStore(file)
    expect(await stepsOf(again.store, 'session')).toEqual(added)
  })
})
