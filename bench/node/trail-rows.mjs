import Database from 'better-sqlite3'
import { questions } from './questions.mjs'

/** The rows of the file of a trail, oldest first. */
export function* trailRows(trail) {
  const db = new Database(trail, { readonly: true })
  try {
    yield* db.prepare(questions.all).iterate()
  } finally {
    db.close()
  }
}
