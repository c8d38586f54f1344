import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import initSqlJs from 'sql.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { AuditStore } from '../../src/store/audit-store.js'
import { getAuditStore, openAuditStore } from '../../src/store/open.js'
import type { AuditStoreOptions } from '../../src/store/options.js'
import { bundle, startChild } from '../child.js'
import type { UnawaitedOrder } from './child/unawaited.js'
import { action, collected, memoryStore } from './memory-store.js'

/** A folder that goes with the test. */
async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'tallystick-store-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

/** The file of a database that has nothing to do with audit trails. */
async function otherDatabase(): Promise<Uint8Array> {
  const { Database } = await initSqlJs()
  const db = new Database()
  db.run('CREATE TABLE notes (text)')
  return db.export()
}

describe('openAuditStore()', () => {
  test('keeps a trail in a file, from one opening to the next', async () => {
    const file = join(await folder(), 'audit.db')
    const first = await openAuditStore({ file })
    expect(first.durable).toBe(true)
    const entry = await first.log(action())
    await first.close()
    await using second = await openAuditStore({ file })
    expect(await second.query()).toEqual([entry])
  })

  test('keeps a trail in memory', async () => {
    await using store = await openAuditStore({ memory: true })
    expect(store.durable).toBe(false)
    await store.log(action())
    expect(await store.count()).toBe(1)
  })

  test('opens an exported database, which holds what matches and is not swept unasked', async () => {
    const file = join(await folder(), 'archive.db')
    const { store, clock } = await memoryStore({ retention: false })
    const now = (): number => clock.now
    const [old, recent] = await store.logMany([action({ timestamp: 0 }), action(), action({ sessionId: 'other' })])
    await writeFile(file, await store.exportDatabase({ sessionId: 'session' }))
    for (const options of [
      { file, now },
      { file, now },
    ]) {
      const archive = await openAuditStore(options)
      expect(await archive.query()).toEqual([recent, old])
      await archive.close()
    }
    await using asked = await openAuditStore({ file, now, retention: {} })
    await expect.poll(() => asked.count()).toBe(1)
  })

  test('refuses a file that is no audit trail, at once, and leaves it as it is', async () => {
    const file = join(await folder(), 'notes.txt')
    await writeFile(file, 'These are my notes. '.repeat(100))
    await expect(openAuditStore({ file })).rejects.toMatchObject({ code: 'DATABASE_INVALID' })
    expect(await readFile(file, 'utf8')).toBe('These are my notes. '.repeat(100))
  })

  test('refuses at once what took the place of a trail that was here', async () => {
    const file = join(await folder(), 'audit.db')
    const store = await openAuditStore({ file })
    await store.log(action())
    await store.close()
    for (const [bytes, code] of [
      [Buffer.from('These are my notes. '.repeat(100)), 'DATABASE_INVALID'],
      [await otherDatabase(), 'DATABASE_FOREIGN'],
    ] as const) {
      await rm(file)
      await writeFile(file, bytes)
      await expect(openAuditStore({ file })).rejects.toMatchObject({ code })
      expect(await readFile(file)).toEqual(Buffer.from(bytes))
    }
  })

  test('loads no SQLite to log', async () => {
    let loads = 0
    const wasm = (): never => {
      loads += 1
      throw new Error('there is none')
    }
    await using store = await openAuditStore({ memory: true, wasm })
    await store.log(action())
    const { id } = await store.begin(action())
    await store.settle(id)
    expect(loads).toBe(0)
  })

  test.each<[string, unknown]>([
    ['maxDataLength', 63],
    ['maxDataLength', 64.5],
    ['maxDataLength', Number.NaN],
    ['maxDataLength', '100'],
    ['retention', true],
    ['retention', 30],
    ['retention', { days: 0 }],
    ['retention', { byRisk: { severe: 1 } }],
    ['file', 7],
    ['file', ''],
    ['name', ''],
    ['memory', 'yes'],
    ['persist', 1],
    ['persistence', {}],
    ['onFault', 'log'],
    ['now', 5],
    ['wasm', 1],
    ['path', './audit.db'],
  ])('refuses %s: %j by name', async (name, value) => {
    const options = { memory: true, [name]: value } as AuditStoreOptions
    await expect(openAuditStore(options)).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining(name),
    })
  })

  test('refuses what are no options', async () => {
    await expect(openAuditStore(null as never)).rejects.toMatchObject({ code: 'OPTION_INVALID' })
    await expect(openAuditStore('./audit.db' as never)).rejects.toMatchObject({ code: 'OPTION_INVALID' })
  })

  test('may be awaited long after it failed', async () => {
    const unhandled: unknown[] = []
    const listener = (reason: unknown): unknown => unhandled.push(reason)
    process.on('unhandledRejection', listener)
    onTestFinished(() => void process.off('unhandledRejection', listener))
    const opening = openAuditStore({ memory: 'yes' as never })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(unhandled).toEqual([])
    await expect(opening).rejects.toMatchObject({ code: 'OPTION_INVALID' })
  })
})

describe('a program that awaits nothing', () => {
  test.each([true, false])('has logged when it ends, and is not ended by faults (process.exit(): %s)', async (exit) => {
    const file = join(await folder(), 'audit.db')
    const order: UnawaitedOrder = { file, exit }
    const child = startChild(await bundle(new URL('child/unawaited.ts', import.meta.url)), order)
    expect(await child.ended).toBe(0)
    expect(child.lines).toEqual(exit ? [] : ['ENTRY_INVALID', 'ENTRY_INVALID', 'OPTION_INVALID'])
    await using store = await openAuditStore({ file })
    expect(await store.count()).toBe(1)
  })
})

describe('getAuditStore()', () => {
  test('gives everybody the same store, and a new one after that was closed', async () => {
    const { HOME } = process.env
    process.env['HOME'] = await folder()
    onTestFinished(() => void (process.env['HOME'] = HOME))
    const [first, same] = await Promise.all([getAuditStore(), getAuditStore()])
    expect(same).toBe(first)
    expect(await getAuditStore()).toBe(first)
    const entry = await first.log(action())
    await first.close()
    await using second = await getAuditStore()
    expect(second).not.toBe(first)
    expect(await getAuditStore()).toBe(second)
    expect(await second.query()).toEqual([entry])
  })
})

describe('a closed store', () => {
  const uses: Readonly<Record<string, (store: AuditStore) => unknown>> = {
    log: (store) => store.log(action()),
    logMany: (store) => store.logMany([]),
    begin: (store) => store.begin(action()),
    settle: (store) => store.settle('x'),
    query: (store) => store.query(),
    entries: (store) => collected(store.entries()),
    get: (store) => store.get('x'),
    count: (store) => store.count(),
    listSessions: (store) => store.listSessions(),
    getSessionSummary: (store) => store.getSessionSummary('x'),
    summarize: (store) => store.summarize({ by: 'tool' }),
    histogram: (store) => store.histogram({ buckets: 1 }),
    subscribe: async (store) => store.subscribe({}, () => {}),
    cleanupOldEntries: (store) => store.cleanupOldEntries(1),
    purges: (store) => store.purges(),
    exportJson: (store) => store.exportJson(),
    exportNdjson: (store) => store.exportNdjson(),
    exportCsv: (store) => store.exportCsv(),
    exportDatabase: (store) => store.exportDatabase(),
    streamJson: (store) => new Response(store.streamJson()).text(),
    streamNdjson: (store) => new Response(store.streamNdjson()).text(),
    streamCsv: (store) => new Response(store.streamCsv()).text(),
    importEntries: (store) => store.importEntries(''),
    checkpoint: (store) => store.checkpoint(),
    flush: (store) => store.flush(),
  }

  test.each(Object.entries(uses))('refuses %s()', async (_, use) => {
    const { store } = await memoryStore()
    await store.close()
    await expect(use(store)).rejects.toMatchObject({ code: 'STORE_CLOSED' })
  })

  test('closes again without harm', async () => {
    const { store } = await memoryStore()
    await Promise.all([store.close(), store.close()])
    await store.close()
    await store[Symbol.asyncDispose]()
  })
})
