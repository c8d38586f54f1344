import { expect, onTestFinished, test } from 'vitest'
import type { AuditStore } from '../../src/store/audit-store.js'
import { getAuditStore, openAuditStore } from '../../src/store/open.js'
import type { AuditStoreOptions } from '../../src/store/options.js'

const wasm = new URL('../../node_modules/sql.js/dist/sql-wasm.wasm', import.meta.url)
const action = { sessionId: 'session', stepId: 'step', toolName: 'tool', riskLevel: 'critical' } as const

/** A store in an IndexedDB database of its own, or of a name. */
async function open(name: string = crypto.randomUUID(), options: AuditStoreOptions = {}): Promise<AuditStore> {
  const store = await openAuditStore({ name, wasm, ...options })
  onTestFinished(() => store.close())
  return store
}

/** What this page has fetched that only questions, imports and images need: WebAssembly, and modules that are loaded with it. */
function fetched(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => /sql-wasm\.wasm|on-demand|archive|reading-side|image-writer|memory\/memory/.exec(name)?.[0])
    .filter((name) => name !== undefined)
}

test('a page that only logs fetches nothing that questions need, from its first opening to the next', async () => {
  const name = crypto.randomUUID()
  const store = await open(name)
  expect(store.durable).toBe(true)
  const logged = await store.log(action)
  const { id } = await store.begin(action)
  const settled = await store.settle(id, { result: 'done' })
  await store.close()
  const next = await open(name)
  await next.log(action)
  expect(fetched()).toEqual([])
  expect(await next.query({ order: 'oldest', limit: 2 })).toEqual([logged, settled])
  expect(fetched()).toEqual(expect.arrayContaining(['on-demand', 'archive', 'reading-side', 'sql-wasm.wasm']))
})

test('two stores on one database see and hear of what the other logs', async () => {
  const name = crypto.randomUUID()
  const [left, right] = [await open(name), await open(name)]
  const heard: string[] = []
  right.subscribe({ riskLevel: 'critical' }, ({ id }) => heard.push(id))
  const { id } = await left.log(action)
  expect(await right.get(id)).toMatchObject({ id })
  await expect.poll(() => heard).toEqual([id])
})

test('exports stream to a Blob and import again', async () => {
  const [store, copy] = [await open(), await open()]
  await store.logMany(Array.from({ length: 1_000 }, () => action))
  const blob = await new Response(store.streamNdjson()).blob()
  expect(await copy.importEntries(blob.stream())).toBe(1_000)
  expect(await copy.exportJson()).toBe(await store.exportJson())
})

test('the default store is the same for everybody', async () => {
  const [first, same] = await Promise.all([getAuditStore(), getAuditStore()])
  expect(same).toBe(first)
  await first.close()
})
