import type { EntryFilter } from '../query.js'
import type { Database } from './database.js'
import { type Fact, isNumbered, readFacts } from './fact.js'
import { Facts } from './facts.js'
import { filterSql } from './filter.js'

/** A part of the rows that is smaller than this is read for each question: reading all of them would take longer. */
const smallPart = 1 / 50

const known: WeakMap<Database, Facts> = new WeakMap()

/** The facts of all rows of a database, if a question has needed them; null before. */
export function knownFacts(db: Database): Facts | null {
  return known.get(db) ?? null
}

/** The facts of the rows that match, ordered by (timestamp, id). */
export function matchingFacts(db: Database, filter: EntryFilter): readonly Fact[] {
  const before = known.get(db)
  if (before) return before.matching(filter)
  if (!isNumbered(db) || isSmall(db, filter)) return readFacts(db, filterSql(filter), new Map())
  const facts = new Facts(db)
  known.set(db, facts)
  return facts.matching(filter)
}

function isSmall(db: Database, filter: EntryFilter): boolean {
  const { sql, parameters } = filterSql(filter)
  const most = Math.floor(Number(db.value('SELECT count(*) FROM agent_audit')) * smallPart)
  const count = `SELECT count(*) FROM (SELECT 1 FROM agent_audit WHERE ${sql} LIMIT ?)`
  return Number(db.value(count, [...parameters, most + 1])) <= most
}
