import { expect, onTestFinished, test } from 'vitest'
import { openTrailFile } from '../../src/inspector/trail-file.js'
import type { AuditStore } from '../../src/store/audit-store.js'
import { storeOf } from './browser-store.js'

/** Opens a file that closes with the test. */
async function opened(content: BlobPart, name: string): Promise<AuditStore> {
  const store = await openTrailFile(new File([content], name))
  onTestFinished(() => store.close())
  return store
}

test.for([
  ['audit.db', async (store: AuditStore) => new Uint8Array(await store.exportDatabase())],
  [
    'no-name',
    async (store: AuditStore) => new Uint8Array(await store.exportDatabase({ riskLevel: ['safe', 'destructive'] })),
  ],
  ['audit.json', (store: AuditStore) => store.exportJson()],
  ['audit.ndjson', (store: AuditStore) => store.exportNdjson()],
] as const)('%s holds what the trail held', async ([name, content]) => {
  const store = await storeOf(30)
  const copy = await opened(await content(store), name)
  expect(await copy.query()).toEqual(await store.query())
  expect(copy.durable).toBe(false)
})

test('entries of any age stay, and a database takes no new ones', async () => {
  const store = await storeOf(3, { timestamp: '2001-01-01T00:00:00Z' })
  const copy = await opened(new Uint8Array(await store.exportDatabase()), 'old.db')
  expect(await copy.count()).toBe(3)
  const log = copy.log({ sessionId: 's', stepId: '1', toolName: 't', riskLevel: 'safe' })
  await expect(log).rejects.toThrow('old.db was opened to be read only')
  await expect(copy.cleanupOldEntries(1)).rejects.toThrow('read only')
  expect(await copy.count()).toBe(3)
})

test('a database whose header asks for a write-ahead log opens', async () => {
  const store = await storeOf(3)
  const bytes = new Uint8Array(await store.exportDatabase())
  bytes.fill(2, 18, 20)
  expect(await (await opened(bytes, 'wal.db')).count()).toBe(3)
})

test('how far a file is read is told', async () => {
  const store = await storeOf(1_200)
  const file = new File([await store.exportNdjson()], 'audit.ndjson')
  const read: number[] = []
  const copy = await openTrailFile(file, { onProgress: (count) => read.push(count) })
  await copy.close()
  expect(read.at(-1)).toBe(1_200)
  expect(read.length).toBeGreaterThan(1)
})

test.for<[string, BlobPart, RegExp]>([
  ['an empty file', '', /The file is empty/],
  ['text', 'Dear diary', /no entry at line 1/],
  ['JSON of something else', '[{"name":"left-pad"}]', /no entry at index 0/],
  ['half an export', '[{"id":"a"', /not whole/],
  ['bytes', new Uint8Array([0xff, 0xfe, 0x00, 0x80]), /not UTF-8/],
  [
    'a damaged database',
    `SQLite format 3\0${'x'.repeat(4_096)}`,
    /some\.file is not an SQLite database, or is damaged/,
  ],
])('%s is refused with the reason', async ([, content, reason]) => {
  await storeOf(1)
  await expect(openTrailFile(new File([content], 'some.file'))).rejects.toThrow(reason)
})

test.for([
  ['cut by 5,000 bytes', (bytes: Uint8Array) => bytes.subarray(0, -5_000), /the last 5000 bytes of it are missing/],
  ['overwritten at a quarter', overwrittenFrom(1 / 4), /SQLite finds in it: .*page/],
  ['overwritten in the middle', overwrittenFrom(1 / 2), /SQLite finds in it: .*page/],
  ['overwritten at three quarters', overwrittenFrom(3 / 4), /SQLite finds in it: .*page/],
] as const)('a large database that is %s is refused, with what is wrong and a way out', async ([, damage, reason]) => {
  const store = await storeOf(4_000)
  const bytes = new Uint8Array(await store.exportDatabase())
  const file = new File([damage(bytes).slice()], 'large.db')
  const opening = openTrailFile(file)
  await expect(opening).rejects.toThrow(reason)
  await expect(opening).rejects.toThrow('Take another copy of it, or have the program sqlite3 save what is left')
  const whole = await openTrailFile(new File([bytes], 'whole.db'))
  expect(await whole.count()).toBe(4_000)
  await whole.close()
})

/** Puts 40 kB of something else into a file. */
function overwrittenFrom(part: number): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => {
    const start = Math.floor(bytes.length * part)
    return bytes.slice().fill(0xa5, start, start + 40_000)
  }
}
