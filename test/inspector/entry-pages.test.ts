import { expect, test } from 'vitest'
import { type AuditEntryInput, type AuditStore, openAuditStore } from '../../src/index.js'
import { EntryPages } from '../../src/inspector/entry-pages.js'

const day = Date.parse('2026-11-23T00:00:00Z')

function entry(index: number, fields: Partial<AuditEntryInput> = {}): AuditEntryInput {
  const timestamp = day + index * 1_000
  return { sessionId: 's', stepId: String(index), timestamp, toolName: 'tool', riskLevel: 'safe', ...fields }
}

async function filledStore(count: number): Promise<AuditStore> {
  const store = await openAuditStore({ memory: true, retention: false })
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
  await using store = await filledStore(1_000)
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
  await using store = await filledStore(200)
  let letCount = (): void => {}
  const asked = new Promise<void>((resolve) => (letCount = resolve))
  const slow = {
    query: store.query.bind(store),
    subscribe: store.subscribe.bind(store),
    count: async () => asked.then(() => store.count({ text: 'tool' })),
  }
  const pages = new EntryPages(slow, { text: 'tool' }, () => {})
  await pages.open()
  expect([pages.total, stepOf(pages, 0)]).toEqual([50, '199'])
  letCount()
  await expect.poll(() => pages.total).toBe(200)
  pages.close()
})

test('rows stay where they are while entries come, which are counted', async () => {
  await using store = await filledStore(200)
  const pages = await opened(store)
  await store.logMany([entry(200), entry(201)])
  await store.log(entry(202, { timestamp: day - 1_000 }))
  await expect.poll(() => pages.fresh).toBe(3)
  pages.show(100, 150)
  await expect.poll(() => stepOf(pages, 100)).toBe('99')
  expect([stepOf(pages, 0), pages.total]).toEqual(['199', 200])
  pages.close()
})

test('an entry that is settled changes in its row, and is not counted as new', async () => {
  await using store = await filledStore(3)
  const { id } = await store.begin(entry(3))
  const pages = await opened(store)
  await store.settle(id, { result: 'done' })
  await expect.poll(() => pages.at(0)?.outcome).toBe('succeeded')
  expect(pages.fresh).toBe(0)
  pages.close()
})

test('only what matches is new', async () => {
  await using store = await filledStore(3)
  const pages = await opened(store, { riskLevel: ['critical'] })
  expect(pages.total).toBe(0)
  await store.logMany([entry(3), entry(4, { riskLevel: 'critical' })])
  await expect.poll(() => pages.fresh).toBe(1)
  pages.close()
})

test('what was purged leaves the rows, and what came meanwhile stays no row', async () => {
  await using store = await filledStore(1_000)
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
