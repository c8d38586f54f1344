import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/entry/entry.js'
import type { ImportSource } from '../../src/store/audit-store.js'
import { action, memoryStore } from './memory-store.js'

/** The NDJSON and JSON of three entries, one of them pending, and the entries, oldest first. */
async function exported(): Promise<{ ndjson: string; json: string; entries: readonly AuditEntry[] }> {
  const { store } = await memoryStore()
  await store.log(action({ parameters: { text: '"], [{é\u2028😀' } }))
  await store.begin(action({ riskLevel: 'critical' }))
  await store.log(action({ error: 'no' }))
  return {
    ndjson: await store.exportNdjson(),
    json: await store.exportJson(),
    entries: await store.query({ order: 'oldest' }),
  }
}

/** A stream of the UTF-8 of a text in chunks of a few bytes, which may end within a character. */
function streamed(text: string, size = 7): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
}

/** What is there after an import into an empty store. */
async function imported(source: ImportSource): Promise<readonly AuditEntry[]> {
  const { store } = await memoryStore()
  const count = await store.importEntries(source)
  const entries = await store.query({ order: 'oldest', limit: Infinity })
  expect(entries).toHaveLength(count)
  return entries
}

describe('importEntries()', () => {
  test('takes text, bytes and streams of both forms, and entries', async () => {
    const { ndjson, json, entries } = await exported()
    for (const text of [ndjson, json]) {
      expect(await imported(text)).toEqual(entries)
      expect(await imported(new TextEncoder().encode(text))).toEqual(entries)
      expect(await imported(streamed(text))).toEqual(entries)
    }
    expect(await imported(entries)).toEqual(entries)
    const { store } = await memoryStore()
    await store.importEntries(entries)
    expect(await imported(store.entries())).toEqual(entries)
  })

  test('does not mind a byte order mark, blank lines and CRLF', async () => {
    const { ndjson, json, entries } = await exported()
    const spaced = `\uFEFF\r\n${ndjson.replaceAll('\n', '\r\n\r\n')}`
    expect(await imported(spaced)).toEqual(entries)
    expect(await imported(streamed(spaced))).toEqual(entries)
    expect(await imported(`\uFEFF  ${json}`)).toEqual(entries)
    expect(await imported('')).toEqual([])
    expect(await imported(' \n')).toEqual([])
    expect(await imported('[]')).toEqual([])
  })

  test('counts what is new, and leaves what is there', async () => {
    const { entries } = await exported()
    const [first, ...others] = entries
    const { store } = await memoryStore()
    expect(await store.importEntries(others)).toBe(2)
    expect(await store.importEntries(entries.map((entry) => ({ ...entry, toolName: 'other' })))).toBe(1)
    expect(await store.importEntries([...entries, ...entries])).toBe(0)
    expect(await store.query({ order: 'oldest' })).toEqual([{ ...first, toolName: 'other' }, ...others])
  })

  test('counts what comes twice once, however far apart, in an empty store as in any other', async () => {
    const { store } = await memoryStore()
    const entries = Array.from({ length: 1200 }, (_, index) => action({ id: `entry-${index % 1100}` }))
    expect(await store.importEntries(entries)).toBe(1100)
    expect(await store.count()).toBe(1100)
    const others = Array.from({ length: 1200 }, (_, index) => action({ id: `entry-${1000 + (index % 1100)}` }))
    expect(await store.importEntries(others)).toBe(1000)
    expect(await store.count()).toBe(2100)
  })

  test('takes any number of what log() takes, and tells its progress', async () => {
    const { store } = await memoryStore()
    const progress: number[] = []
    const onProgress = ({ imported: count }: { imported: number }): number => progress.push(count)
    const long = 'x'.repeat(10_000)
    const inputs = Array.from({ length: 1_100 }, () => action({ parameters: { long } }))
    expect(await store.importEntries(inputs, { onProgress })).toBe(1_100)
    expect(progress.at(-1)).toBe(1_100)
    expect(progress.length).toBeGreaterThan(2)
    expect((await store.query({ limit: 1 }))[0]?.parameters).toEqual({ long })
  })

  test('settles what was pending when it was exported', async () => {
    const { ndjson } = await exported()
    const { store } = await memoryStore()
    await store.importEntries(ndjson)
    const [pending] = await store.query({ outcome: 'pending' })
    expect(await store.settle(pending?.id ?? '', { result: 'done' })).toMatchObject({ outcome: 'succeeded' })
  })

  test('says where something is no entry, and keeps what came before', async () => {
    const { ndjson, json, entries } = await exported()
    const cases: [ImportSource, RegExp, number][] = [
      [`${ndjson}{"id":"x"}\n`, /line 4/, 3],
      [ndjson.replace('\n', '\n{"half\n'), /line 2/, 1],
      [json.replace('},\n', '},\n7,\n'), /index 1/, 1],
      [json.slice(0, -4), /JSON array/, 2],
      [[...entries.slice(0, 2), action({ riskLevel: 'severe' as never })], /index 2.*riskLevel/, 2],
      [[null as never], /index 0/, 0],
    ]
    for (const [source, place, kept] of cases) {
      const { store } = await memoryStore()
      await expect(store.importEntries(source)).rejects.toMatchObject({ code: 'IMPORT_INVALID', message: place })
      expect(await store.count()).toBe(kept)
    }
  })

  test('stops a stream that it no longer wants', async () => {
    let cancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('no entry\n')),
      cancel: () => void (cancelled = true),
    })
    const { store } = await memoryStore()
    await expect(store.importEntries(endless)).rejects.toMatchObject({ code: 'IMPORT_INVALID' })
    expect(cancelled).toBe(true)
  })

  test('keeps what a source gave before it failed, and says that it was the source', async () => {
    const { entries } = await exported()
    const broken = new Error('the source is broken')
    const failing = function* (): Iterable<AuditEntry> {
      yield* entries
      throw broken
    }
    const { store } = await memoryStore()
    await expect(store.importEntries(failing())).rejects.toMatchObject({ code: 'IMPORT_INVALID', cause: broken })
    expect(await store.count()).toBe(entries.length)
  })

  test('says how a stream of Node is imported', async () => {
    const { ndjson, entries } = await exported()
    const { store } = await memoryStore()
    await expect(store.importEntries(Readable.from([Buffer.from(ndjson)]))).rejects.toMatchObject({
      code: 'IMPORT_INVALID',
      message: /index 0: .*Readable\.toWeb\(stream\)/,
    })
    expect(await store.importEntries(Readable.toWeb(Readable.from([Buffer.from(ndjson)])))).toBe(entries.length)
  })

  test('takes bytes of many megabytes a part at a time', async () => {
    const text = `😀${'é'.repeat(1_500_000)}`
    const { store } = await memoryStore({ maxDataLength: Infinity })
    await store.log(action({ result: text }))
    const bytes = new TextEncoder().encode(await store.exportNdjson())
    expect(await imported(bytes)).toMatchObject([{ result: text }])
  })

  test('refuses what is no source, with the way out', async () => {
    const { store } = await memoryStore()
    const database = await store.exportDatabase()
    const refused = (source: unknown): Promise<number> => store.importEntries(source as ImportSource)
    await expect(refused(database)).rejects.toMatchObject({
      code: 'IMPORT_INVALID',
      message: /openAuditStore\(\{ file/,
    })
    await expect(refused(new Uint8Array([0xff, 0xfe]))).rejects.toMatchObject({
      code: 'IMPORT_INVALID',
      message: /UTF-8/,
    })
    for (const source of [null, undefined, 7, {}]) {
      await expect(refused(source)).rejects.toMatchObject({ code: 'IMPORT_INVALID' })
    }
  })
})

test('an import lets everything else run between its batches, in memory too', async () => {
  const { store } = await memoryStore()
  let turns = 0
  const turning = setInterval(() => (turns += 1), 0)
  const seen: number[] = []
  await store.importEntries(
    Array.from({ length: 5_000 }, () => action()),
    { onProgress: () => seen.push(turns) },
  )
  clearInterval(turning)
  expect(new Set(seen).size).toBeGreaterThan(3)
})
