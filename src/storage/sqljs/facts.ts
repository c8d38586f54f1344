import { asciiLower } from '../ascii-lower.js'
import type { EntryFilter } from '../query.js'
import type { Database } from './database.js'
import { compareFacts, type Fact, type KnownTexts, readFacts } from './fact.js'
import { placeOf } from './fact-page.js'
import { allOf, factFilter, filterSql, numbered } from './filter.js'
import { textCandidates } from './searched-texts.js'

/** Filters whose facts are remembered: what one view asks for, and the view before. */
const mostRemembered = 8

/** Of more rows than this part, SQLite reads all faster than these. */
const mostUnsure = 3 / 4

/** Sessions that are looked up one by one before all facts are put in order by session. */
const sessionsLookedUp = 3

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
  /** Once sessions were asked for often enough since the last change. */
  #bySession: ReadonlyMap<string, readonly Fact[]> | null = null
  #sessionsAsked = 0

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
    const found = this.#remembered.get(key) ?? { filter, facts: this.#select(filter) }
    this.#remembered.delete(key)
    this.#remembered.set(key, found)
    this.#forget()
    return found.facts
  }

  /** The same for one session; null where SQLite finds its rows sooner than they are found here. */
  ofSession(sessionId: string): readonly Fact[] | null {
    if (this.#changed.size > 0) return null
    this.#sessionsAsked += 1
    if (this.#sessionsAsked > sessionsLookedUp) this.#bySession ??= bySession(this.#all)
    return this.#bySession && (this.#bySession.get(sessionId) ?? [])
  }

  /** Whether `matching` has this answer at hand. */
  remembers(filter: EntryFilter): boolean {
    return isEmpty(filter) || this.#remembered.has(JSON.stringify(filter))
  }

  #forget(): void {
    const [oldest] = this.#remembered.keys()
    if (this.#remembered.size > mostRemembered && oldest !== undefined) this.#remembered.delete(oldest)
  }

  #select(filter: EntryFilter): readonly Fact[] {
    const facts = this.#all.filter(factFilter(filter))
    if (filter.text === undefined) return facts
    const candidates = textCandidates(this.#db, filter.text)
    return this.#holding(filter.text, facts, candidates && new Set(candidates))
  }

  /** Those of rows that hold a text: SQLite says which, of the rows that may, but for those whose tool says so. */
  #holding(text: string, facts: readonly Fact[], candidates: ReadonlySet<number | null> | null): readonly Fact[] {
    const isNamed = namesHolding(text)
    const unsure = facts.filter(({ rowid, tool_name }) => (candidates?.has(rowid) ?? true) && !isNamed(tool_name))
    const within = unsure.length < this.#all.length * mostUnsure ? [numbered(unsure.map(({ rowid }) => rowid))] : []
    const { sql, parameters } = allOf([...within, filterSql({ text })])
    const [rowids = []] = this.#db.json<number[]>(
      `SELECT json_group_array(rowid) FROM agent_audit WHERE ${sql}`,
      parameters,
    )
    const found = new Set<number | null>(rowids)
    return facts.filter(({ rowid, tool_name }) => found.has(rowid) || isNamed(tool_name))
  }

  #follow(): void {
    if (this.#changed.size === 0) return
    const fresh = readFacts(this.#db, numbered([...this.#changed]), this.#known)
    this.#all = this.#updated(this.#all, fresh)
    for (const [key, { filter, facts }] of this.#remembered) {
      const among = fresh.filter(factFilter(filter))
      const matching = filter.text === undefined ? among : this.#holding(filter.text, among, null)
      this.#remembered.set(key, { filter, facts: this.#updated(facts, matching) })
    }
    this.#changed.clear()
    this.#bySession = null
    this.#sessionsAsked = 0
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

function bySession(facts: readonly Fact[]): ReadonlyMap<string, readonly Fact[]> {
  const sessions = new Map<string, Fact[]>()
  for (const fact of facts) {
    const session = sessions.get(fact.session_id)
    if (session) session.push(fact)
    else sessions.set(fact.session_id, [fact])
  }
  return sessions
}

/** Whether the name of a tool holds a text; each name is looked into once. */
function namesHolding(text: string): (name: string) => boolean {
  const looked = asciiLower(text)
  const known = new Map<string, boolean>()
  return (name) => {
    const before = known.get(name)
    if (before !== undefined) return before
    const holds = asciiLower(name).includes(looked)
    known.set(name, holds)
    return holds
  }
}

function isEmpty(filter: EntryFilter): boolean {
  return Object.keys(filter).length === 0
}
