import * as fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { columnNames, columns, type Field } from '../../src/entry/columns.js'
import { toEntry } from '../../src/entry/from-row.js'
import { memoryPersistence } from '../../src/persistence/memory/memory.js'
import type { AuditStore } from '../../src/store/audit-store.js'
import { faultyPersistence } from '../../src/testing/faulty-persistence.js'
import { anyRow } from '../any-row.js'
import { readTraces, tracesAvailable } from '../traces.js'
import { action, memoryStore } from './memory-store.js'

const everything = { order: 'oldest', limit: Infinity } as const
const allFields = Object.keys(columns) as Field[]
const anyRows = fc.uniqueArray(anyRow, { selector: ({ id }) => id, maxLength: 20 })

/** The three texts of a store. */
function texts(store: AuditStore): Promise<string[]> {
  return Promise.all([
    store.exportJson(),
    store.exportNdjson(),
    store.exportCsv({}, { columns: allFields, formulas: 'keep' }),
  ])
}

/** Imports each of the JSON forms into a store of its own, and expects what is there. */
async function expectRoundTrips(store: AuditStore): Promise<void> {
  const entries = await store.query(everything)
  for (const text of [await store.exportJson(), await store.exportNdjson()]) {
    const { store: copy } = await memoryStore()
    expect(await copy.importEntries(text)).toBe(entries.length)
    expect(await copy.query(everything)).toEqual(entries)
    expect(await texts(copy)).toEqual(await texts(store))
  }
}

/** A store with 2,500 entries, which is more than two pages. */
async function longStore(): Promise<AuditStore> {
  const { store } = await memoryStore()
  await store.importEntries(Array.from({ length: 2_500 }, (_, index) => action({ stepId: `${index}`, error: 'é"' })))
  return store
}

describe('exports', () => {
  test('import again, equal, whatever the entries are', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, async (rows) => {
        const { store } = await memoryStore()
        await store.importEntries(rows.map(toEntry))
        await expectRoundTrips(store)
      }),
      { numRuns: 25 },
    )
  })

  test.skipIf(!tracesAvailable)('of every recorded tool call import again, equal', async () => {
    const { store } = await memoryStore({ maxDataLength: Infinity, retention: false })
    const traces = readTraces()
    expect(await store.importEntries(traces)).toBe(traces.length)
    await expectRoundTrips(store)
    const [, , csv = ''] = await texts(store)
    const [header, ...records]: string[][] = parse(csv, { record_delimiter: '\r\n' })
    expect(header).toEqual(columnNames)
    const toolName = columnNames.indexOf('tool_name')
    const error = columnNames.indexOf('error')
    const entries = await store.query(everything)
    expect(records.map((record) => [record[toolName], record[error]])).toEqual(
      entries.map((entry) => [entry.toolName, entry.error ?? '']),
    )
  })

  test('are complete at any size, oldest first, and the same as streams', async () => {
    const store = await longStore()
    const ids = (await store.query(everything)).map(({ id }) => id)
    const json = await store.exportJson()
    expect((JSON.parse(json) as { id: string }[]).map(({ id }) => id)).toEqual(ids)
    expect(await new Response(store.streamJson()).text()).toBe(json)
    expect(await new Response(store.streamNdjson()).text()).toBe(await store.exportNdjson())
    expect(await new Response(store.streamCsv()).text()).toBe(await store.exportCsv())
  })

  test('of nothing are whole files', async () => {
    const { store } = await memoryStore()
    expect(JSON.parse(await store.exportJson())).toEqual([])
    expect(await store.exportNdjson()).toBe('')
    expect(await store.exportCsv()).toBe(
      'timestamp,tool_name,risk_level,approval_decision,success,duration_ms,error\r\n',
    )
    expect(await new Response(store.streamNdjson()).text()).toBe('')
  })

  test('hold what the filter names, and everything that was there at the start while others log', async () => {
    const store = await longStore()
    const before = (await store.query(everything)).map(({ id }) => id)
    const decoder = new TextDecoder()
    let text = ''
    for await (const piece of store.streamNdjson()) {
      text += decoder.decode(piece, { stream: true })
      await store.log(action())
    }
    const lines = text.trimEnd().split('\n')
    const ids = lines.map((line) => (JSON.parse(line) as { id: string }).id)
    expect(ids.slice(0, before.length)).toEqual(before)
    expect((await store.exportNdjson({ sessionId: 'nobody' })).length).toBe(0)
  })

  test('read no further than they are asked to', async () => {
    let reads = 0
    const persistence = faultyPersistence(memoryPersistence(), (operation) => {
      if (operation === 'readJournal') reads += 1
      return null
    })
    const { store } = await memoryStore({ persistence })
    await store.importEntries(Array.from({ length: 1_500 }, () => action()))
    reads = 0
    const reader = store.streamNdjson().getReader()
    expect(reads).toBe(0)
    expect((await reader.read()).value?.length).toBeGreaterThan(0)
    const once = reads
    await reader.cancel()
    expect(reads).toBe(once)
    expect((await reader.read()).done).toBe(true)
  })

  test('go on past a value of another program that lies too deep to be written', async () => {
    const { store } = await memoryStore()
    const deep = '['.repeat(20_000) + ']'.repeat(20_000)
    const fields = { session_id: 's', step_id: '1', tool_name: 't', risk_level: 'safe' }
    await store.importEntries([
      { ...fields, id: 'deep', parameters: deep } as never,
      { ...fields, id: 'flat' } as never,
    ])
    const lines = (await store.exportNdjson())
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
    expect(lines).toMatchObject([{ id: 'deep', parameters: deep }, { id: 'flat' }])
  })

  test('refuse what they cannot write', async () => {
    const { store } = await memoryStore()
    const unknown = ['tool_name'] as never
    await expect(store.exportCsv({}, { columns: unknown })).rejects.toMatchObject({ code: 'FILTER_INVALID' })
    await expect(store.exportCsv({}, { column: ['id'] } as never)).rejects.toMatchObject({ code: 'OPTION_INVALID' })
    await expect(store.exportCsv({}, { columns: [] })).rejects.toMatchObject({ code: 'FILTER_INVALID' })
    await expect(store.exportCsv({}, { formulas: 'run' as never })).rejects.toMatchObject({ code: 'OPTION_INVALID' })
    await expect(store.exportJson({ riskLevel: 'severe' as never })).rejects.toMatchObject({ code: 'FILTER_INVALID' })
    const stream = store.streamJson({ limit: 5 } as object)
    await expect(stream.getReader().read()).rejects.toMatchObject({ code: 'FILTER_INVALID' })
  })
})
