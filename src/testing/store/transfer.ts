import type { AuditStore } from '../../store/audit-store.js'
import { check, checkEqual, checkRejects } from '../check.js'
import { action, at, everyEntry, fullAction, textOf } from './actions.js'
import type { StoreCases } from './audit-store-contract.js'

async function logSome(store: AuditStore): Promise<void> {
  await store.log(fullAction)
  await store.logMany([
    action({ id: 'formula', timestamp: at(1), toolName: '=1+1', error: 'two\r\nlines, "quoted"' }),
    action({ id: 'other', timestamp: at(2), sessionId: 'other' }),
  ])
  await store.begin(action({ id: 'pending', timestamp: at(3) }))
}

/** What every store exports and imports. */
export const transferCases: StoreCases = {
  'exports JSON and NDJSON that import as they were': async ({ open }) => {
    const store = await open({ retention: false })
    await logSome(store)
    const entries = await everyEntry(store)
    const [json, ndjson] = [await store.exportJson(), await store.exportNdjson()]
    await store.cleanupOldEntries(1e-9)
    checkEqual(await store.count(), 0, 'the number of entries before the import')
    checkEqual(await store.importEntries(json), 4, 'the number of entries that were new in the JSON')
    checkEqual(await everyEntry(store), entries, 'the entries from JSON')
    checkEqual(await store.importEntries(ndjson), 0, 'the number of entries that were new in the NDJSON')
    await store.cleanupOldEntries(1e-9)
    checkEqual(await store.importEntries(new TextEncoder().encode(ndjson)), 4, 'the number of entries in the bytes')
    checkEqual(await everyEntry(store), entries, 'the entries from NDJSON')
  },

  'streams what it exports': async ({ open }) => {
    const store = await open()
    await logSome(store)
    checkEqual(await textOf(store.streamJson()), await store.exportJson(), 'the stream of JSON')
    checkEqual(await textOf(store.streamNdjson()), await store.exportNdjson(), 'the stream of NDJSON')
    checkEqual(await textOf(store.streamCsv()), await store.exportCsv(), 'the stream of CSV')
  },

  'exports what the filter names, with snake_case keys': async ({ open }) => {
    const store = await open()
    await logSome(store)
    const [entry, ...others] = JSON.parse(await store.exportJson({ sessionId: 'other' })) as Record<string, unknown>[]
    checkEqual(others, [], 'the entries beside the one of the session')
    checkEqual([entry?.['session_id'], entry?.['tool_name']], ['other', 'tool'], 'the session and the tool')
    checkEqual(
      (await store.exportNdjson({ sessionId: 'other' })).trimEnd().split('\n').length,
      1,
      'the lines of NDJSON',
    )
  },

  'exports CSV in which no cell runs as a formula, unless it is to be kept as it is': async ({ open }) => {
    const store = await open()
    await logSome(store)
    const [header, ...rows] = (await store.exportCsv({ to: at(3) }, { columns: ['id', 'toolName', 'error'] })).split(
      '\r\n',
    )
    checkEqual(header, 'id,tool_name,error', 'the header')
    check(
      !rows.some((row) => row.includes(',=') || row.includes(',"=')),
      `no cell begins as a formula, found ${rows.join()}`,
    )
    const kept = await store.exportCsv({ to: at(3) }, { columns: ['id', 'toolName'], formulas: 'keep' })
    check(kept.includes('=1+1'), 'a cell that is to be kept is there as it was')
  },

  'exports an SQLite database': async ({ open }) => {
    const store = await open()
    await logSome(store)
    const database = await store.exportDatabase()
    checkEqual(
      new TextDecoder().decode(database.subarray(0, 16)),
      'SQLite format 3\0',
      'the first bytes of the database',
    )
  },

  'imports entries from a list, tells how far it is, and keeps what is there': async ({ open }) => {
    const store = await open()
    await store.log(action({ id: 'a', toolName: 'first' }))
    const progress: number[] = []
    const list = [action({ id: 'a', toolName: 'second' }), action({ id: 'b' })]
    const imported = await store.importEntries(list, { onProgress: (done) => progress.push(done.imported) })
    checkEqual([imported, progress.at(-1)], [1, 1], 'the number of new entries, and the last of the progress')
    checkEqual((await store.get('a'))?.toolName, 'first', 'the tool of the entry that was there')
  },

  'says where an import holds no entry': async ({ open }) => {
    const store = await open()
    const texts = ['{"id":"a"', '[1]', '[{"id":"a","risk_level":"none"}]']
    for (const text of texts)
      await checkRejects(() => store.importEntries(text), ['IMPORT_INVALID'], `importing ${text}`)
    checkEqual(await store.count(), 0, 'the number of entries')
  },
}
