import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import initSqlJs from 'sql.js'
import { renewed, schema, valuesOf } from '../../rows.mjs'
import { exportCsv, exportJson } from '../exports.mjs'
import { ndjsonRows } from '../ndjson-rows.mjs'
import { questions } from '../questions.mjs'
import { stored, toEntry, toSummary } from '../row-answers.mjs'
import { insert } from './sqlite-trail.mjs'

/** SQLite in WebAssembly and in memory; after each change the whole image is written anew, so that it survives. */
export async function open({ folder, trail }) {
  const SQL = await initSqlJs()
  const file = join(folder, 'audit.db')
  const source = trail ?? (existsSync(file) ? file : null)
  const db = new SQL.Database(source === null ? undefined : readFileSync(source))
  if (source === null) db.exec(schema)
  const save = () => replace(file, db.export())
  return {
    form: 'row',
    log: (row) => {
      db.run(insert, valuesOf(renewed(row)))
      save()
    },
    importFile: async (path) => {
      await importRows(db, ndjsonRows(path))
      save()
    },
    count: () => db.exec('SELECT count(*) FROM agent_audit')[0].values[0][0],
    ...questionsTo(db),
    exportCsv: (path) => exportCsv(rows(db, questions.all, []), path),
    exportJson: (path) => exportJson(rows(db, questions.all, []), path),
    close: () => db.close(),
  }
}

function questionsTo(db) {
  return {
    page: ({ riskLevel, toolName, from, to }) =>
      [...rows(db, questions.page, [riskLevel, toolName, stored(from), stored(to)])].map(toEntry),
    latest: () => [...rows(db, questions.latest, [])].map(toEntry),
    session: (id) => toSummary(id, [...rows(db, questions.session, [id])][0]),
    tools: () => [...rows(db, questions.tools, [])],
    search: (text) => [...rows(db, questions.search, { ':text': `%${text}%` })].map(toEntry),
  }
}

async function importRows(db, imported) {
  const statement = db.prepare(insert)
  db.run('BEGIN')
  for await (const row of imported) statement.run(valuesOf(row))
  db.run('COMMIT')
  statement.free()
}

function* rows(db, sql, values) {
  const statement = db.prepare(sql)
  try {
    statement.bind(values)
    while (statement.step()) yield statement.getAsObject()
  } finally {
    statement.free()
  }
}

/** Replaces the file so that either image is whole after a power cut. */
function replace(file, bytes) {
  const next = openSync(`${file}.next`, 'w')
  writeSync(next, bytes)
  fsyncSync(next)
  closeSync(next)
  renameSync(`${file}.next`, file)
}
