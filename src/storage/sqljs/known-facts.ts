import type { EntryFilter } from '../query.js'
import type { Database } from './database.js'
import { type Fact, isNumbered, readFacts } from './fact.js'
import { Facts } from './facts.js'
import { factFilter } from './filter.js'
import { narrowedSql } from './searched-texts.js'

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
  if (before) return ofSession(filter, before) ?? ofKnown(db, filter, before)
  if (!isNumbered(db) || isSmall(db, filter)) return readFew(db, filter)
  const facts = new Facts(db)
  known.set(db, facts)
  return facts.matching(filter)
}

/** Null where a filter is not of one session, or is of a text, or facts by session are not at hand. */
function ofSession(filter: EntryFilter, facts: Facts): readonly Fact[] | null {
  const [sessionId, ...others] = filter.sessionId ?? []
  if (sessionId === undefined || others.length > 0 || filter.text !== undefined) return null
  return facts.ofSession(sessionId)?.filter(factFilter(filter)) ?? null
}

function ofKnown(db: Database, filter: EntryFilter, facts: Facts): readonly Fact[] {
  return isSmallSession(db, filter, facts) ? readFew(db, filter) : facts.matching(filter)
}

function readFew(db: Database, filter: EntryFilter): readonly Fact[] {
  return readFacts(db, narrowedSql(db, filter), new Map())
}

function isSmall(db: Database, filter: EntryFilter): boolean {
  return isAtMost(db, filter, Number(db.value('SELECT count(*) FROM agent_audit')) * smallPart)
}

/** An index finds the rows of a session, where all facts would be looked through for them. */
function isSmallSession(db: Database, filter: EntryFilter, facts: Facts): boolean {
  if (filter.sessionId === undefined || filter.text !== undefined || facts.remembers(filter)) return false
  return isAtMost(db, filter, facts.count * smallPart)
}

/** Whether no more rows match; only so many are looked at. */
function isAtMost(db: Database, filter: EntryFilter, most: number): boolean {
  const { sql, parameters } = narrowedSql(db, filter)
  const count = `SELECT count(*) FROM (SELECT 1 FROM agent_audit WHERE ${sql} LIMIT ?)`
  return Number(db.value(count, [...parameters, Math.floor(most) + 1])) <= most
}
