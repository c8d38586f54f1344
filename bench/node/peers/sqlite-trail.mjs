import { columnNames } from '../../.built/dist/entry/columns.js'
import { inBatches } from '../in-batches.mjs'
import { exportCsv, exportJson } from '../exports.mjs'
import { ndjsonRows } from '../ndjson-rows.mjs'
import { questions } from '../questions.mjs'
import { renewed, schema, valuesOf } from '../../rows.mjs'
import { stored, toEntry, toSummary } from '../row-answers.mjs'

const names = columnNames.join(', ')
/** Adds a row, its values in the order of the columns. */
export const insert = `INSERT INTO agent_audit (${names}) VALUES (${columnNames.map(() => '?').join(', ')})`

/** A trail over a connection of better-sqlite3 or node:sqlite, which have the same interface; statements stay prepared. */
export function sqliteTrail(db, { trail, batched }) {
  db.exec(schema)
  if (trail !== undefined) fill(db, trail)
  const statement = db.prepare(insert)
  const add = (row) => statement.run(...valuesOf(row))
  const log = (row) => add(renewed(row))
  return {
    form: 'row',
    log: batched ? inBatches((rows) => inTransaction(db, () => rows.forEach(log))) : log,
    importFile: async (file) => {
      db.exec('BEGIN')
      for await (const row of ndjsonRows(file)) add(row)
      db.exec('COMMIT')
    },
    count: () => db.prepare('SELECT count(*) AS total FROM agent_audit').get().total,
    ...questionsTo(db),
    exportCsv: (file) => exportCsv(db.prepare(questions.all).iterate(), file),
    exportJson: (file) => exportJson(db.prepare(questions.all).iterate(), file),
    close: () => db.close(),
  }
}

function questionsTo(db) {
  const [latest, page, session, tools, search] = ['latest', 'page', 'session', 'tools', 'search'].map((name) =>
    db.prepare(questions[name]),
  )
  return {
    page: ({ riskLevel, toolName, from, to }) => page.all(riskLevel, toolName, stored(from), stored(to)).map(toEntry),
    latest: () => latest.all().map(toEntry),
    session: (id) => toSummary(id, session.get(id)),
    tools: () => tools.all().map((row) => Object.assign({}, row)),
    search: (text) => search.all({ text: `%${text}%` }).map(toEntry),
  }
}

/** Takes the rows over from the file of a trail. */
function fill(db, trail) {
  db.prepare('ATTACH ? AS trail').run(trail)
  db.exec(`INSERT INTO agent_audit (${names}) SELECT ${names} FROM trail.agent_audit ORDER BY timestamp, id`)
  db.exec('DETACH trail')
}

function inTransaction(db, work) {
  db.exec('BEGIN')
  work()
  db.exec('COMMIT')
}
