import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AuditEntryInput, type AuditStore, openAuditStore } from '../../src/index.js'
import { bundle, startChild } from '../child.js'
import type { ExporterOrder, ExporterReport } from './child/exporter.js'
import { newFile, openStore } from './place.js'

const count = 25_000

/** Entries at 500 points in time, so that most share theirs with others, and a few kB of data each. */
function* manyEntries(): Generator<AuditEntryInput> {
  for (let index = 0; index < count; index += 1) {
    yield {
      sessionId: `session ${index % 10}`,
      stepId: String(index),
      timestamp: Date.parse('2026-11-23T00:00:00Z') + (index % 500) * 1000,
      toolName: 'read, "quoted"\r\n',
      riskLevel: index % 100 === 0 ? 'critical' : 'safe',
      parameters: { index, data: `é"${'x'.repeat(2_500)}` },
    }
  }
}

const text = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text()

describe('exports of 25,000 entries', () => {
  let place: string
  let file: string
  let store: AuditStore
  let ids: readonly string[]

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'tallystick-exports-'))
    file = join(place, 'audit.db')
    store = await openAuditStore({ file, retention: false })
    await store.importEntries(manyEntries())
    ids = (await store.query({ order: 'oldest', limit: Infinity })).map(({ id }) => id)
    await store.checkpoint()
  }, 60_000)
  afterAll(async () => {
    await store.close()
    await rm(place, { recursive: true })
  })

  test('are complete and in order', async () => {
    expect(new Set(ids).size).toBe(count)
    const json = JSON.parse(await text(store.streamJson())) as { id: string }[]
    expect(json.map(({ id }) => id)).toEqual(ids)
    const lines = (await text(store.streamNdjson())).trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(ids)
    const csv = await text(store.streamCsv({}, { columns: ['id', 'toolName'] }))
    const [, ...records] = parse(csv, { record_delimiter: '\r\n' })
    expect(records).toEqual(ids.map((id) => [id, 'read, "quoted"\r\n']))
  })

  test('hold what the filter names, all of it', async () => {
    const filter = { riskLevel: 'critical', sessionId: 'session 0', from: '2026-11-23T00:01:00Z' } as const
    const expected = await store.count(filter)
    expect(expected).toBe(200)
    expect((await store.exportNdjson(filter)).trimEnd().split('\n')).toHaveLength(expected)
    expect(JSON.parse(await store.exportJson(filter))).toHaveLength(expected)
    expect(parse(await store.exportCsv(filter))).toHaveLength(expected + 1)
  })

  test.each(['Json', 'Ndjson', 'Csv'] as const)('are streamed with flat memory as %s', async (format) => {
    const order: ExporterOrder = { file, format }
    const child = startChild(await bundle(new URL('child/exporter.ts', import.meta.url)), order)
    expect(await child.ended).toBe(0)
    const { bytes, growth } = JSON.parse(child.lines[0] ?? '') as ExporterReport
    expect(bytes).toBeGreaterThan(60_000_000)
    expect(growth).toBeLessThan(20_000_000)
  })
})

describe('cells that a spreadsheet would run', () => {
  const dangers = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '\nx',
    '=cmd|"/c calc"!A1',
    ' =1',
    '"=1',
    '＝1',
    '=é\r\n,x',
  ]
  const harmless = ['plain', '1=1', 'a-b', 'it, is "quoted"', 'two\r\nlines']

  test('are defused unless they are to be kept, and parse back', async () => {
    const { store } = await openStore(await newFile())
    for (const danger of [...dangers, ...harmless]) {
      await store.log({ sessionId: danger, stepId: danger, toolName: danger, riskLevel: 'safe', error: danger })
    }
    const columns = ['sessionId', 'stepId', 'toolName', 'error'] as const
    const cells = (csv: string): string[][] => parse(csv, { record_delimiter: '\r\n', from: 2 })
    const four = (cell: string): string[] => [cell, cell, cell, cell]
    const written = [...dangers.map((danger) => `'${danger}`), ...harmless]
    expect(cells(await store.exportCsv({}, { columns }))).toEqual(written.map(four))
    expect(cells(await text(store.streamCsv({}, { columns })))).toEqual(written.map(four))
    const kept = cells(await store.exportCsv({}, { columns, formulas: 'keep' }))
    expect(kept).toEqual([...dangers, ...harmless].map(four))
  })
})
