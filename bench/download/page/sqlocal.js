import { SQLocal } from 'sqlocal'
import { ask, create, insert } from './statements.js'

export default async function run() {
  const db = new SQLocal('journal.sqlite3')
  for (const statement of [create, insert, ask]) await db.sql(statement)
}
