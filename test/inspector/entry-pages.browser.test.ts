import { expect, test } from 'vitest'
import type { AuditEntryInput, AuditStore } from '../../src/index.js'
import { EntryPages, type EntrySource } from '../../src/inspector/entry-pages.js'
import { storeOf } from './browser-store.js'

const day = Date.parse('2026-11-23T00:00:00Z')

function entry(index: number, fields: Partial<AuditEntryInput> = {}): AuditEntryInput {
  const timestamp = day + index * 1_000
  return { sessionId: 's', stepId: String(index), timestamp, toolName: 'tool', riskLevel: 'safe', ...fields }
}

async function filledStore(count: number): Promise<AuditStore> {
  const store = await storeOf(0)
  await store.logMany(Array.from({ length: count }, (_, index) => entry(index)))
  return store
}

async function opened(store: AuditStore, filter = {}): Promise<EntryPages> {
  const pages = new EntryPages(store, filter, () => {})
  await pages.open()
  return pages
}

function stepOf(pages: EntryPages, row: number): string | undefined {
  return pages.at(row)?.stepId
}

test('every row can be reached, and few are kept', async () => {
  const store = await filledStore(1_000)
  const pages = await opened(store)
  expect(pages.total).toBe(1_000)
  for (const row of [999, 0, 500, 49, 50, 725, 726, 100]) {
    pages.show(row, row + 20)
    await expect.poll(() => stepOf(pages, row)).toBe(String(999 - row))
    expect(pages.held).toBeLessThanOrEqual(350)
  }
  pages.close()
})

test('the first page of a text does not wait for all that hold it', async () => {
  const store = await filledStore(200)
  let letCount = (): void => {}
  const asked = new Promise<void>((resolve) => (letCount = resolve))
  const slow: EntrySource = {
    query: store.query.bind(store),
    subscribe: store.subscribe.bind(store),
    count: (filter) => asked.then(() => store.count(filter)),
  }
  const pages = new EntryPages(slow, { text: 'tool' }, () => {})
  await pages.open()
  expect([pages.total, stepOf(pages, 0)]).toEqual([50, '199'])
  letCount()
  await expect.poll(() => pages.total).toBe(200)
  pages.close()
})

test('rows stay where they are while newer entries come, which are counted', async () => {
  const store = await filledStore(200)
  const pages = await opened(store)
  await store.logMany([entry(200), entry(201)])
  await expect.poll(() => pages.fresh).toBe(2)
  pages.show(100, 150)
  await expect.poll(() => stepOf(pages, 100)).toBe('99')
  expect([stepOf(pages, 0), pages.total]).toEqual(['199', 200])
  pages.close()
})

test('an entry of an earlier time becomes a row in its place, and is not counted as new', async () => {
  const store = await filledStore(600)
  const pages = await opened(store)
  pages.show(580, 599)
  await expect.poll(() => stepOf(pages, 599)).toBe('0')
  const between = Array.from({ length: 60 }, (_, index) => entry(300, { stepId: `between ${index}` }))
  await store.logMany([...between, entry(600)])
  await expect.poll(() => pages.total).toBe(660)
  expect(pages.fresh).toBe(1)
  pages.show(640, 659)
  await expect.poll(() => stepOf(pages, 659)).toBe('0')
  pages.show(299, 310)
  await expect.poll(() => stepOf(pages, 299)).toBe('between 59')
  pages.close()
})

test('of entries of one time those below the first row are rows, those above are new', async () => {
  const store = await filledStore(1)
  const tied = (id: string): AuditEntryInput => entry(5, { id, stepId: id })
  await store.logMany([tied('a'), tied('c'), tied('d')])
  const pages = await opened(store)
  await store.logMany([tied('b'), tied('e')])
  await expect.poll(() => [pages.total, pages.fresh]).toEqual([5, 1])
  expect([0, 1, 2, 3, 4].map((row) => stepOf(pages, row))).toEqual(['d', 'c', 'b', 'a', '0'])
  pages.close()
})

test('what is heard before the rows are read is among them, and not new, however much', async () => {
  const store = await filledStore(10)
  let answer = (): void => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  const slow: EntrySource = {
    query: async (query) => held.then(() => store.query(query)),
    subscribe: store.subscribe.bind(store),
    count: async (filter) => held.then(() => store.count(filter)),
  }
  const pages = new EntryPages(slow, {}, () => {})
  const opening = pages.open()
  await store.importEntries(Array.from({ length: 11_000 }, (_, index) => entry(10 + index)))
  await expect.poll(() => pages.fresh).toBe(10_000)
  answer()
  await opening
  expect([pages.total, pages.fresh]).toEqual([11_010, 0])
  await pages.reread()
  expect([pages.total, stepOf(pages, 0)]).toEqual([11_010, '11009'])
  pages.close()
})

test('the row of an entry is found where it is not in memory, among others of its time too', async () => {
  const store = await filledStore(300)
  const tied = (index: number): AuditEntryInput => entry(100, { id: `tied ${index}`, stepId: `tied ${index}` })
  await store.logMany(Array.from({ length: 9 }, (_, index) => tied(index)))
  const pages = await opened(store)
  await store.log(entry(300))
  await expect.poll(() => pages.fresh).toBe(1)
  for (const [id, row] of [
    ['tied 8', 199],
    ['tied 0', 207],
  ] as const) {
    const found = await store.get(id)
    expect([pages.indexOf(id), found && (await pages.find(found))]).toEqual([undefined, row])
  }
  const [fresh] = await store.query({ limit: 1 })
  expect(fresh && (await pages.find(fresh))).toBeNull()
  const [oldest] = await store.query({ limit: 1, order: 'oldest' })
  expect(oldest && (await pages.find(oldest))).toBe(308)
  pages.close()
})

test('an entry that the filter leaves out has no row', async () => {
  const store = await filledStore(300)
  await store.logMany([entry(10, { riskLevel: 'critical' }), entry(20, { riskLevel: 'critical' })])
  const pages = await opened(store, { riskLevel: ['critical'] })
  const [other] = await store.query({ riskLevel: 'safe', limit: 1, offset: 285 })
  expect(other && (await pages.find(other))).toBeNull()
  const [oldest] = await store.query({ riskLevel: 'critical', limit: 1, order: 'oldest' })
  expect(oldest && (await pages.find(oldest))).toBe(1)
  pages.close()
})

test('an entry that is settled changes in its row, and is not counted as new', async () => {
  const store = await filledStore(3)
  const { id } = await store.begin(entry(3))
  const pages = await opened(store)
  await store.settle(id, { result: 'done' })
  await expect.poll(() => pages.at(0)?.outcome).toBe('succeeded')
  expect(pages.fresh).toBe(0)
  pages.close()
})

test('only what matches is new', async () => {
  const store = await filledStore(3)
  const pages = await opened(store, { riskLevel: ['critical'] })
  expect(pages.total).toBe(0)
  await store.logMany([entry(3), entry(4, { riskLevel: 'critical' })])
  await expect.poll(() => pages.fresh).toBe(1)
  pages.close()
})

test('what was purged leaves the rows, and what came meanwhile stays no row', async () => {
  const store = await filledStore(1_000)
  const pages = await opened(store)
  pages.show(500, 520)
  await expect.poll(() => stepOf(pages, 500)).toBe('499')
  await store.logMany([entry(1_000), entry(1_001)])
  await expect.poll(() => pages.fresh).toBe(2)
  const cutOff = day + 400_000
  await store.cleanupOldEntries({ before: cutOff })
  await pages.reread()
  expect([pages.total, pages.fresh, stepOf(pages, 0)]).toEqual([600, 2, '999'])
  await expect.poll(() => stepOf(pages, 500)).toBe('499')
  pages.show(580, 599)
  await expect.poll(() => stepOf(pages, 599)).toBe('400')
  pages.close()
})

test('a store that cannot be read is a fault, and no rows', async () => {
  const store = await filledStore(1)
  await store.close()
  const pages = await opened(store)
  expect(pages.fault).toMatchObject({ code: 'STORE_CLOSED' })
  expect(pages.total).toBeNull()
})
