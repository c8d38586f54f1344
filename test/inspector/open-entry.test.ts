import { expect, test } from 'vitest'
import { type AuditStore, openAuditStore } from '../../src/index.js'
import { OpenEntry } from '../../src/inspector/open-entry.js'

async function filledStore(): Promise<AuditStore> {
  const store = await openAuditStore({ memory: true, retention: false })
  await store.logMany(
    ['one', 'two'].map((id) => ({ id, sessionId: 's', stepId: id, toolName: 'tool', riskLevel: 'safe' })),
  )
  return store
}

/** The store, which looks up an entry only when it is let. */
function slow(store: AuditStore): {
  readonly source: Pick<AuditStore, 'get' | 'query'>
  readonly let: (id: string) => void
} {
  const asked = new Map<string, () => void>()
  const get = async (id: string): ReturnType<AuditStore['get']> => {
    await new Promise<void>((resolve) => asked.set(id, resolve))
    return store.get(id)
  }
  return { source: { get, query: store.query.bind(store) }, let: (id) => asked.get(id)?.() }
}

test('of entries that are asked for one after the other the last stays, whichever is found last', async () => {
  await using store = await filledStore()
  const { source, let: letFind } = slow(store)
  const open = new OpenEntry(source, () => {})
  const [first, second] = [open.openId('one'), open.openId('two')]
  letFind('two')
  expect(await second).toBe(true)
  letFind('one')
  expect(await first).toBe(true)
  expect(open.entry?.id).toBe('two')
})

test('what is closed while it is looked up stays closed', async () => {
  await using store = await filledStore()
  const { source, let: letFind } = slow(store)
  const open = new OpenEntry(source, () => {})
  const opening = open.openId('one')
  await open.open(null)
  letFind('one')
  await opening
  expect(open.entry).toBeNull()
})

test('an entry that was purged stays as it was, and is known to be gone', async () => {
  await using store = await filledStore()
  await store.log({ id: 'old', sessionId: 's', stepId: 'old', toolName: 'tool', riskLevel: 'safe', timestamp: 0 })
  const open = new OpenEntry(store, () => {})
  await open.openId('one')
  expect(open.neighbours.previous?.id).toBe('old')
  await store.cleanupOldEntries(30)
  await open.recheck()
  expect([open.isGone, open.neighbours.previous]).toEqual([false, null])
  await store.log({ id: 'old 2', sessionId: 's', stepId: 'old', toolName: 'tool', riskLevel: 'safe', timestamp: 0 })
  await open.openId('old 2')
  await store.cleanupOldEntries(30)
  await open.recheck()
  expect([open.isGone, open.entry?.id]).toEqual([true, 'old 2'])
  await open.openId('two')
  expect(open.isGone).toBe(false)
})

test('where there is no such entry, nothing is open', async () => {
  await using store = await filledStore()
  const open = new OpenEntry(store, () => {})
  expect(await open.openId('one')).toBe(true)
  expect(await open.openId('three')).toBe(false)
  expect(open.entry).toBeNull()
})
