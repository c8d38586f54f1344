import { keys, set, setMany, values } from 'idb-keyval'
import { exportCsv, exportJson } from './exports.js'
import { entriesOf, newestFirst, summaryOf, textOf, toolsOf } from './row-answers.js'
import { inBatches } from './sql-trail.js'

/** idb-keyval alone: a value for each entry, and every question reads them all. */
export async function open() {
  const found = async (matches) => (await values()).filter(matches)
  const newest = async (matches) => entriesOf((await found(matches)).toSorted(newestFirst).slice(0, 100))
  return {
    form: 'row',
    fillForm: 'row',
    add: (row) => set(row.id, row),
    fill: async (rows) => {
      for (const batch of inBatches(rows)) await setMany(batch.map((row) => [row.id, row]))
    },
    count: async () => (await keys()).length,
    latest: () => newest(() => true),
    page: ({ risk, tool, from }) =>
      newest((row) => row.risk_level === risk && row.tool_name === tool && row.timestamp >= from),
    session: async (id) => summaryOf(await found(({ session_id }) => session_id === id)),
    tools: async () => toolsOf(await values()),
    search: (text) => newest(textOf(text)),
    csv: () => exportCsv(all()),
    json: () => exportJson(all()),
    close: () => {},
  }
}

/** Everything as one page, oldest first. */
function all() {
  return async (last) => (last === undefined ? (await values()).toSorted(newestFirst).toReversed() : [])
}
