/* oxlint-disable unicorn/no-array-reverse -- Dexie's own, of a collection. */
import { Dexie } from 'dexie'
import { exportCsv, exportJson } from './exports.js'
import { inBatches } from './sql-trail.js'
import { entriesOf, summaryOf, textOf, toolsOf } from './row-answers.js'

/** Dexie: a table of rows with an index for each filter, and a compound one for the page. */
export async function open({ options }) {
  const db = new Dexie('dexie', options)
  db.version(1).stores({
    audit: 'id, [timestamp+id], session_id, [risk_level+tool_name+timestamp+id], tool_name',
  })
  const table = db.table('audit')
  const pages = (last) =>
    last === undefined
      ? table.orderBy('[timestamp+id]').limit(1000).toArray()
      : table.where('[timestamp+id]').above([last.timestamp, last.id]).limit(1000).toArray()
  return {
    form: 'row',
    fillForm: 'row',
    add: (row) => table.add(row),
    fill: async (rows) => {
      for (const batch of inBatches(rows)) await table.bulkAdd(batch)
    },
    count: () => table.count(),
    latest: async () => entriesOf(await table.orderBy('[timestamp+id]').reverse().limit(100).toArray()),
    page: async ({ risk, tool, from }) =>
      entriesOf(
        await table
          .where('[risk_level+tool_name+timestamp+id]')
          .between([risk, tool, from, Dexie.minKey], [risk, tool, Dexie.maxKey, Dexie.maxKey])
          .reverse()
          .limit(100)
          .toArray(),
      ),
    session: async (id) => summaryOf(await table.where('session_id').equals(id).toArray()),
    tools: async () => toolsOf(await table.toArray()),
    search: async (text) =>
      entriesOf(await table.orderBy('[timestamp+id]').reverse().filter(textOf(text)).limit(100).toArray()),
    csv: () => exportCsv(pages),
    json: () => exportJson(pages),
    close: () => db.close(),
  }
}
