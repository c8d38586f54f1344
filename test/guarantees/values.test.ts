import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AuditEntry, type AuditEntryInput, type AuditStore, type Field, openAuditStore } from '../../src/index.js'
import { columnNames, columns } from '../../src/entry/columns.js'
import { selectSql } from '../sqlite-program.js'
import { readTraces, tracesAvailable } from '../traces.js'
import { everyEntry, newFile, openStore } from './place.js'

const allFields = Object.keys(columns) as Field[]

/** A time of the traces as the API gives it: UTC, with six digits where milliseconds are not enough. */
function timeOf(time: unknown): string {
  const [, whole = '', digits = ''] = /^(.{19})(?:\.(\d+))?Z$/.exec(String(time)) ?? []
  const micros = digits.slice(0, 6).padEnd(6, '0')
  return `${whole}.${micros.endsWith('000') ? micros.slice(0, 3) : micros}Z`
}

/** What has to come back of what was logged; null in a trace is null in the trail. */
function expected(input: AuditEntryInput): Partial<AuditEntry> {
  const error = input.error as string | null
  return {
    sessionId: input.sessionId,
    stepId: input.stepId,
    timestamp: timeOf(input.timestamp),
    toolName: input.toolName,
    parameters: input.parameters as AuditEntry['parameters'],
    result: input.result as AuditEntry['result'],
    error,
    durationMs: input.durationMs ?? 0,
    riskLevel: input.riskLevel,
    success: error === null,
    outcome: error === null ? 'succeeded' : 'failed',
    approvalRequired: false,
    approvalDecision: 'not_required',
    approvedBy: null,
    approvalTimeMs: null,
    parentPlanId: null,
    settledAt: null,
    agentId: null,
    toolCallId: null,
    approvalReason: null,
    metadata: null,
    parametersSize: Buffer.byteLength(JSON.stringify(input.parameters)),
    resultSize: input.result === null ? null : Buffer.byteLength(JSON.stringify(input.result)),
  }
}

/** Oldest first, then by id. */
function inOrder(entries: readonly AuditEntry[]): readonly AuditEntry[] {
  const keys = new Map(entries.map((entry) => [entry, `${entry.timestamp.slice(0, -1).padEnd(26, '0')} ${entry.id}`]))
  const keyOf = (entry: AuditEntry): string => keys.get(entry) ?? ''
  return entries.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}

/** Logs some alone, some at once, the rest in batches, and gives what log() said of each. */
async function logAll(store: AuditStore, inputs: readonly AuditEntryInput[]): Promise<readonly AuditEntry[]> {
  const logged: AuditEntry[] = []
  for (const input of inputs.slice(0, 200)) logged.push(await store.log(input))
  logged.push(...(await Promise.all(inputs.slice(200, 3000).map((input) => store.log(input)))))
  for (let start = 3000; start < inputs.length; start += 1000) {
    logged.push(...(await store.logMany(inputs.slice(start, start + 1000))))
  }
  return logged
}

const jsonFields: ReadonlySet<Field> = new Set<Field>(['parameters', 'result', 'metadata'])
const numberFields: ReadonlySet<Field> = new Set<Field>([
  'durationMs',
  'approvalTimeMs',
  'parametersSize',
  'resultSize',
])

/** A cell as the value it was written from. An empty cell is null, a quoted empty one an empty text. */
function cellValue(field: Field, cell: string | null): unknown {
  if (cell === null) return null
  if (jsonFields.has(field)) return JSON.parse(cell)
  if (numberFields.has(field)) return Number(cell)
  return cell === 'true' || cell === 'false' ? cell === 'true' : cell
}

/** Fields whose texts are times, which files hold in the stored form. */
const storedTime = (time: string): string => `${time.slice(0, -1).padEnd(26, '0')}+00:00`

describe.skipIf(!tracesAvailable)('every recorded call', () => {
  // One trail for all of them, which is logged once.
  let place: string
  let inputs: readonly AuditEntryInput[]
  let logged: readonly AuditEntry[]
  let entries: readonly AuditEntry[]
  let store: AuditStore

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'tallystick-values-'))
    const file = join(place, 'audit.db')
    inputs = readTraces()
    const first = await openAuditStore({ file, retention: false, maxDataLength: Infinity, redact: false })
    logged = await logAll(first, inputs)
    entries = inOrder(logged)
    await first.close()
    store = await openAuditStore({ file, retention: false })
  }, 60_000)
  afterAll(async () => {
    await store.close()
    await rm(place, { recursive: true })
  })

  test('comes back as it went in, by log(), get() and query()', async () => {
    expect(inputs).toHaveLength(6_169)
    expect(logged.map(({ id, createdAt, ...fields }) => (id && createdAt ? fields : null))).toEqual(
      inputs.map(expected),
    )
    expect(await everyEntry(store)).toEqual(entries)
    for (const entry of logged.filter((_, index) => index % 10 === 0)) expect(await store.get(entry.id)).toEqual(entry)
  })

  test.each([
    ['JSON', (trail: AuditStore) => trail.exportJson()],
    ['NDJSON', (trail: AuditStore) => trail.exportNdjson()],
    ['streamed JSON', (trail: AuditStore) => trail.streamJson()],
    ['streamed NDJSON', (trail: AuditStore) => trail.streamNdjson()],
  ])('survives %s and its import', async (_, exported) => {
    const copy = await openStore(await newFile())
    expect(await copy.store.importEntries(await exported(store))).toBe(entries.length)
    expect(await everyEntry(copy.store)).toEqual(entries)
    await copy.store.close()
    expect(copy.faults).toEqual([])
  })

  test('survives CSV', async () => {
    const csv = await store.exportCsv({}, { columns: allFields, formulas: 'keep' })
    const [header = [], ...records] = parse(csv, {
      record_delimiter: '\r\n',
      cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
    }) as (string | null)[][]
    expect(header).toEqual(columnNames)
    expect(header).toHaveLength(25)
    const read = records.map((cells) =>
      Object.fromEntries(allFields.map((field, index) => [field, cellValue(field, cells[index] ?? null)])),
    )
    const times = ({ timestamp, createdAt }: AuditEntry): object => ({
      timestamp: storedTime(timestamp),
      createdAt: storedTime(createdAt),
    })
    expect(read).toEqual(entries.map((entry) => ({ ...entry, ...times(entry) })))
  })

  test('survives the export of the database', async () => {
    const file = await newFile()
    await writeFile(file, await store.exportDatabase())
    const copy = await openStore(file)
    expect(await everyEntry(copy.store)).toEqual(entries)
    expect(selectSql(file, 'SELECT count(*) AS rows FROM agent_audit')).toEqual([{ rows: entries.length }])
  })
})
