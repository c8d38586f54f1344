import { columnNames } from '../.built/dist/entry/columns.js'
import { exportCsv, exportJson } from './exports.js'
import { questions, toEntry, toSummary } from './questions.js'

const insert = `INSERT INTO agent_audit (${columnNames.join(', ')}) VALUES (${columnNames.map(() => '?').join(', ')})`

/**
 * A trail in the plain table of an SQL database, of which `run` executes a statement, `insertAll` one for each list of
 * values in one transaction, and `all` gives the rows of a query as objects.
 */
export function sqlTrail({ run, insertAll, all, close }, sql = questions) {
  const entries = async (text, values) => (await all(text, values)).map(toEntry)
  const pages = (last) => all(sql.next, last === undefined ? ['', ''] : [last.timestamp, last.id])
  return {
    form: 'row',
    fillForm: 'row',
    add: (row) => run(insert, valuesOf(row)),
    fill: async (rows) => {
      for (const batch of inBatches(rows)) await insertAll(insert, batch.map(valuesOf))
    },
    count: async () => Number((await all('SELECT count(*) AS total FROM agent_audit', []))[0].total),
    latest: () => entries(sql.latest, []),
    page: ({ risk, tool, from }) => entries(sql.page, [risk, tool, from]),
    session: async (id) => toSummary((await all(sql.session, [id]))[0]),
    tools: () => all(sql.tools, []),
    search: (text) => entries(sql.search, [`%${text}%`]),
    csv: () => exportCsv(pages),
    json: () => exportJson(pages),
    close,
  }
}

function valuesOf(row) {
  return columnNames.map((column) => row[column] ?? null)
}

/** The rows in lists of ten thousand, of which each is imported in one transaction: with a thousand, peers take up to three times as long. */
export function* inBatches(rows) {
  let batch = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < 10_000) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
