import { PGlite } from '@electric-sql/pglite'
import { ask } from './statements.js'

export default async function run() {
  const db = await PGlite.create('idb://journal')
  await db.exec('CREATE TABLE IF NOT EXISTS journal (id SERIAL PRIMARY KEY, tool TEXT)')
  await db.exec("INSERT INTO journal (tool) VALUES ('page_open')")
  await db.query(ask)
}
