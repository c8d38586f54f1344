import type { AuditEntry } from '../../entry/entry.js'
import type { AuditStore } from '../../store/audit-store.js'
import { check, checkEqual, checkRejects, checkSoon } from '../check.js'
import { action, storedIds, textOf } from './actions.js'
import type { StoreCases } from './audit-store-contract.js'

/** Every method that must not be called on a closed store. */
function callsOf(store: AuditStore): Record<string, () => unknown> {
  return {
    log: () => store.log(action()),
    logMany: () => store.logMany([action()]),
    begin: () => store.begin(action()),
    settle: () => store.settle('a'),
    query: () => store.query(),
    entries: () => store.entries()[Symbol.asyncIterator]().next(),
    get: () => store.get('a'),
    count: () => store.count(),
    listSessions: () => store.listSessions(),
    getSessionSummary: () => store.getSessionSummary('session'),
    summarize: () => store.summarize({ by: 'tool' }),
    histogram: () => store.histogram({ buckets: 1 }),
    cleanupOldEntries: () => store.cleanupOldEntries(30),
    purges: () => store.purges(),
    exportJson: () => store.exportJson(),
    exportNdjson: () => store.exportNdjson(),
    exportCsv: () => store.exportCsv(),
    exportDatabase: () => store.exportDatabase(),
    streamJson: () => textOf(store.streamJson()),
    streamNdjson: () => textOf(store.streamNdjson()),
    streamCsv: () => textOf(store.streamCsv()),
    importEntries: () => store.importEntries([action()]),
    checkpoint: () => store.checkpoint(),
    flush: () => store.flush(),
  }
}

/** What every store does between opening and closing, and after. */
export const lifecycleCases: StoreCases = {
  'tells listeners of entries that match, until they unsubscribe': async ({ open }) => {
    const store = await open()
    const [all, critical]: [AuditEntry[], AuditEntry[]] = [[], []]
    const unsubscribe = store.subscribe({}, (entry) => all.push(entry))
    store.subscribe({ riskLevel: 'critical' }, (entry) => critical.push(entry))
    await store.log(action({ id: 'a' }))
    const intent = await store.begin(action({ id: 'b', riskLevel: 'critical' }))
    await checkSoon(() => all.length >= 2 && critical.length > 0, 'listeners hear of new entries')
    unsubscribe()
    const settled = await store.settle(intent.id)
    await checkSoon(() => critical.length >= 2, 'a listener hears of a settled entry')
    checkEqual(critical, [intent, settled], 'what a listener of critical entries hears')
    checkEqual(
      all.map(({ id }) => id),
      ['a', 'b'],
      'what a listener heard before it unsubscribed',
    )
  },

  'lets writes that nobody awaits become durable with flush() and with close()': async ({ open }) => {
    const store = await open()
    store.log(action({ id: 'a' })).catch(() => {})
    await store.flush()
    checkEqual(await storedIds(await open()), ['a'], 'what another finds after flush()')
    store.log(action({ id: 'b' })).catch(() => {})
    await store.close()
    checkEqual((await storedIds(await open())).length, 2, 'the number of entries that the next one finds after close()')
  },

  'closes again without harm, and rejects every other method with STORE_CLOSED': async ({ open }) => {
    const store = await open()
    await store.log(action({ id: 'a' }))
    await Promise.all([store.close(), store.close()])
    await store[Symbol.asyncDispose]()
    for (const [name, call] of Object.entries(callsOf(store))) {
      await checkRejects(call, ['STORE_CLOSED'], `${name}() after close()`)
    }
    checkEqual(await storedIds(await open()), ['a'], 'what is stored')
  },
}

/** What a store does that hears of others' writes. */
export const hintCases: StoreCases = {
  'tells listeners of what another store logs and settles': async ({ open }) => {
    const [reader, writer] = [await open(), await open()]
    const heard: AuditEntry[] = []
    reader.subscribe({ outcome: ['pending', 'failed'] }, (entry) => heard.push(entry))
    const intent = await writer.begin(action())
    await checkSoon(() => heard.some(({ outcome }) => outcome === 'pending'), 'a listener hears of an intent')
    await writer.settle(intent.id, { error: 'no' })
    await checkSoon(() => heard.some(({ outcome }) => outcome === 'failed'), 'a listener hears of an outcome')
  },
}

/** What a store does while appending fails. */
export const faultCases: StoreCases = {
  'rejects writes that fail, keeps what it acknowledged, and goes on': async ({ open, breakAppends }) => {
    const store = await open()
    await store.log(action({ id: 'before' }))
    const intent = await store.begin(action({ id: 'intent' }))
    const mend = await breakAppends?.()
    const writes = [() => store.log(action({ id: 'tried again' })), () => store.settle(intent.id)]
    for (const write of writes) await checkRejects(write, ['STORAGE_FULL', 'STORAGE_FAILED'], 'a write that fails')
    check((await storedIds(store)).includes('before'), 'reading goes on while writes fail')
    await mend?.()
    await store.log(action({ id: 'tried again' }))
    checkEqual((await store.settle(intent.id)).outcome, 'succeeded', 'the outcome that was tried again')
    for (const reader of [store, await open()]) {
      checkEqual((await storedIds(reader)).toSorted(), ['before', 'intent', 'tried again'], 'what is stored')
      checkEqual(await reader.count({ outcome: 'pending' }), 0, 'the number of pending entries')
    }
  },
}
