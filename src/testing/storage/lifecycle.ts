import type { AuditRow } from '../../entry/row.js'
import type { StorageAdapter } from '../../storage/storage-adapter.js'
import { check, checkEqual, checkRejects, checkSoon } from '../check.js'
import type { CaseBodies } from '../contract.js'
import { entry, everything, intent, now, outcome, storedIds } from './rows.js'

const hasId = (rows: readonly AuditRow[], id: string): boolean => rows.some((row) => row.id === id)

/** What every storage adapter does beside keeping and answering. */
export const lifecycleCases: CaseBodies<StorageAdapter> = {
  'keeps marks, for everybody who has the place open': async ({ open }) => {
    const [left, right] = [await open(), await open()]
    checkEqual(await left.readMark('swept'), null, 'a mark that was never written')
    await left.writeMark('swept', '1')
    checkEqual(await right.readMark('swept'), '1', 'a mark that another wrote')
    await left.close()
    checkEqual(await (await open()).readMark('swept'), '1', 'a mark after reopening')
  },

  'checkpoints as often as it is told, with and without something new': async ({ open }) => {
    const adapter = await open()
    await adapter.checkpoint()
    await adapter.append([entry('a')])
    await adapter.checkpoint()
    await adapter.checkpoint()
    await adapter.append([entry('b')])
    await Promise.all([adapter.checkpoint(), adapter.checkpoint(), adapter.append([entry('c')])])
    checkEqual(await storedIds(adapter), ['a', 'b', 'c'], 'the rows')
    await adapter.close()
    checkEqual(await storedIds(await open()), ['a', 'b', 'c'], 'the rows after reopening')
  },

  'gives an SQLite database of the rows that match': async ({ open }) => {
    const adapter = await open()
    await adapter.append([entry('a'), entry('b', { session_id: 'other' })])
    const image = await adapter.image({ sessionId: ['other'] })
    checkEqual(new TextDecoder().decode(image.subarray(0, 16)), 'SQLite format 3\0', 'the first bytes of the database')
    checkEqual(await storedIds(adapter), ['a', 'b'], 'the rows of the place itself')
  },

  'tells listeners of rows that it adds and settles, until they unsubscribe': async ({ open }) => {
    const adapter = await open()
    const [always, once]: [AuditRow[], AuditRow[]] = [[], []]
    adapter.subscribe((rows) => always.push(...rows))
    const unsubscribe = adapter.subscribe((rows) => once.push(...rows))
    const announced = intent('a', { created_at: now() })
    await adapter.append([announced])
    await checkSoon(() => hasId(always, 'a') && hasId(once, 'a'), 'both listeners hear of a new row')
    unsubscribe()
    await adapter.append([outcome(announced, { settled_at: now() })])
    await checkSoon(() => always.some((row) => row.outcome === 'failed'), 'a listener hears of a settled row')
    check(!once.some((row) => row.outcome === 'failed'), 'a listener that unsubscribed hears nothing more')
  },

  'lets appends that nobody awaits become durable with flush() and with close()': async ({ open }) => {
    const adapter = await open()
    adapter.append([entry('a')]).catch(() => {})
    await adapter.flush()
    checkEqual(await storedIds(await open()), ['a'], 'what another finds after flush()')
    adapter.append([entry('b')]).catch(() => {})
    await adapter.close()
    checkEqual(await storedIds(await open()), ['a', 'b'], 'what the next one finds after close()')
  },

  'closes again without harm, and rejects every other method with STORE_CLOSED': async ({ open }) => {
    const adapter = await open()
    await adapter.append([entry('a')])
    await Promise.all([adapter.close(), adapter.close()])
    await adapter.close()
    const calls: Record<string, () => Promise<unknown>> = {
      open: () => adapter.open(),
      append: () => adapter.append([entry('late')]),
      query: () => adapter.query(everything),
      get: () => adapter.get('a'),
      count: () => adapter.count({}),
      sessions: () => adapter.sessions({}),
      summarize: () => adapter.summarize({}, 'tool'),
      histogram: () => adapter.histogram({}, 1),
      purge: () => adapter.purge([], { keepSome: false }),
      purges: () => adapter.purges(),
      earliest: () => adapter.earliest([]),
      isEmpty: () => adapter.isEmpty(),
      readMark: () => adapter.readMark('swept'),
      writeMark: () => adapter.writeMark('swept', 'late'),
      image: () => adapter.image({}),
      checkpoint: () => adapter.checkpoint(),
      flush: () => adapter.flush(),
    }
    for (const [name, call] of Object.entries(calls))
      await checkRejects(call, ['STORE_CLOSED'], `${name}() after close()`)
    checkEqual(await storedIds(await open()), ['a'], 'what is stored')
  },
}

/** What a storage adapter does that hears of others' writes. */
export const hintCases: CaseBodies<StorageAdapter> = {
  'tells listeners of rows that another adds and settles': async ({ open }) => {
    const [reader, writer] = [await open(), await open()]
    const heard: AuditRow[] = []
    reader.subscribe((rows) => heard.push(...rows))
    const announced = intent('a', { created_at: now() })
    await writer.append([announced])
    await checkSoon(() => hasId(heard, 'a'), 'a listener hears of a row that another added')
    await writer.append([outcome(announced, { settled_at: now() })])
    await checkSoon(
      () => heard.some((row) => row.outcome === 'failed'),
      'a listener hears of a row that another settled',
    )
  },
}

/** What a storage adapter does while appending fails. */
export const faultCases: CaseBodies<StorageAdapter> = {
  'rejects appends that fail, keeps what it acknowledged, and goes on': async ({ open, breakAppends }) => {
    const adapter = await open()
    await adapter.append([entry('before')])
    const mend = await breakAppends?.()
    for (const id of ['lost', 'tried again']) {
      await checkRejects(() => adapter.append([entry(id)]), ['STORAGE_FULL', 'STORAGE_FAILED'], 'an append that fails')
    }
    check(hasId(await adapter.query(everything), 'before'), 'reading goes on while appends fail')
    await mend?.()
    await adapter.append([entry('tried again'), entry('after')])
    for (const reader of [adapter, await open()]) {
      const stored = (await storedIds(reader)).filter((id) => id !== 'lost')
      checkEqual(
        stored,
        ['after', 'before', 'tried again'],
        'what is stored, beside the append that was not tried again',
      )
    }
  },
}
