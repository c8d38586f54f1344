import type { EntryFilter } from '../query.js'
import type { Database, Sql } from './database.js'
import { compareFacts, type Fact, type KnownTexts, readFacts } from './fact.js'
import { placeOf } from './fact-page.js'
import { allOf, factFilter, filterSql } from './filter.js'

/** Filters whose facts are remembered: what one view asks for, and the view before. */
const mostRemembered = 8

/** What matches a filter. */
interface Remembered {
  readonly filter: EntryFilter
  readonly facts: readonly Fact[]
}

/**
 * The facts of all rows, beside the table: a question about a hundred thousand rows is answered from them in milliseconds,
 * where SQLite takes a tenth of a second for each. They follow what happens to the table by themselves.
 */
export class Facts {
  readonly #db: Database
  readonly #known: KnownTexts = new Map()
  /** By the filter's JSON; the one that was used last is the last. */
  readonly #remembered: Map<string, Remembered> = new Map()
  /** The rows that changed since `#all` was read. */
  readonly #changed: Set<number | null> = new Set()
  #all: readonly Fact[]

  /** Only for a table whose rows are numbered. */
  constructor(db: Database) {
    this.#db = db
    db.watch('agent_audit', (rowid) => this.#changed.add(rowid))
    this.#all = readFacts(db, allOf([]), this.#known)
  }

  /** How many rows they are of, but for what happened since the last question. */
  get count(): number {
    return this.#all.length
  }

  /** The facts of the rows that match, ordered by (timestamp, id). */
  matching(filter: EntryFilter): readonly Fact[] {
    this.#follow()
    if (isEmpty(filter)) return this.#all
    const key = JSON.stringify(filter)
    const found = this.#remembered.get(key) ?? { filter, facts: this.#select(filter, this.#all) }
    this.#remembered.delete(key)
    this.#remembered.set(key, found)
    this.#forget()
    return found.facts
  }

  /** Whether `matching` has this answer at hand. */
  remembers(filter: EntryFilter): boolean {
    return isEmpty(filter) || this.#remembered.has(JSON.stringify(filter))
  }

  #forget(): void {
    const [oldest] = this.#remembered.keys()
    if (this.#remembered.size > mostRemembered && oldest !== undefined) this.#remembered.delete(oldest)
  }

  /** Facts hold no text to search in, so SQLite says which rows do; `among` has to be all that `within` holds for. */
  #select(filter: EntryFilter, among: readonly Fact[], within: readonly Sql[] = []): readonly Fact[] {
    if (filter.text === undefined) return among.filter(factFilter(filter))
    const { sql, parameters } = allOf([...within, filterSql(filter)])
    const found = this.#db.value(`SELECT json_group_array(rowid) FROM agent_audit WHERE ${sql}`, parameters)
    const rowids = new Set(JSON.parse(String(found)) as (number | null)[])
    return among.filter(({ rowid }) => rowids.has(rowid))
  }

  #follow(): void {
    if (this.#changed.size === 0) return
    const within = numbered([...this.#changed])
    const fresh = readFacts(this.#db, within, this.#known)
    this.#all = this.#updated(this.#all, fresh)
    for (const [key, { filter, facts }] of this.#remembered) {
      this.#remembered.set(key, { filter, facts: this.#updated(facts, this.#select(filter, fresh, [within])) })
    }
    this.#changed.clear()
  }

  /** These facts without those of rows that changed, and with fresh ones. */
  #updated(facts: readonly Fact[], fresh: readonly Fact[]): readonly Fact[] {
    const stayed = facts.filter(({ rowid }) => !this.#changed.has(rowid))
    const [first] = fresh
    if (first === undefined) return stayed
    // What is fresh is mostly the latest as well, so that little has to be sorted.
    const start = placeOf(stayed, first)
    return [...stayed.slice(0, start), ...[...stayed.slice(start), ...fresh].toSorted(compareFacts)]
  }
}

/** The condition that a row has one of these numbers. */
export function numbered(rowids: readonly (number | null)[]): Sql {
  return { sql: 'rowid IN (SELECT value FROM json_each(?))', parameters: [JSON.stringify(rowids)] }
}

function isEmpty(filter: EntryFilter): boolean {
  return Object.keys(filter).length === 0
}
