import { type EntryFilter, searchedColumns } from '../query.js'
import type { Database, Sql } from './database.js'
import { isNumbered } from './fact.js'
import { allOf, filterSql, numbered, spellings } from './filter.js'
import { marksOf, mayHold, signatureLength, signText, type TextSignature } from './text-signature.js'

/** Rows whose texts are read at a time, and bytes of texts after which no more are. */
const mostRows = 500
const mostBytes = 500_000

/** A table with fewer rows is searched fast as it is. */
const fewestRows = 5_000

/** Words of signatures that take their memory together. */
const blockLength = 65_536

/** Texts stand next to one another, so that a row may be taken for one that holds a text across two of them: SQLite looks again. */
const texts = searchedColumns.map((column) => `coalesce(${column}, '')`).join(' || ')

const known: WeakMap<Database, SearchedTexts> = new WeakMap()

/** The numbers of all rows that may hold a text, and of some that do not; null where too little is known of them. */
export function textCandidates(db: Database, text: string): readonly number[] | null {
  return known.get(db)?.candidates(text) ?? null
}

/** A filter as the condition of a `WHERE`, which spares reading the texts of rows that are known not to hold its text. */
export function narrowedSql(db: Database, filter: EntryFilter): Sql {
  const candidates = filter.text === undefined ? null : textCandidates(db, filter.text)
  return candidates ? allOf([numbered(candidates), filterSql(filter)]) : filterSql(filter)
}

/**
 * Learns a little of the texts of a database, in some milliseconds, so that later searches need not read all of them. Not
 * to be called inside a transaction.
 *
 * @returns whether there is more to learn.
 */
export function learnTexts(db: Database): boolean {
  const before = known.get(db)
  if (before) return before.learn()
  if (!isWorthwhile(db)) return false
  const learning = new SearchedTexts(db)
  known.set(db, learning)
  return learning.learn()
}

function isWorthwhile(db: Database): boolean {
  return Number(db.value('SELECT count(*) FROM agent_audit')) >= fewestRows && db.isUtf8 && isNumbered(db)
}

/** Signatures of the texts of each row. They follow the table; a row that has none may hold any text. */
class SearchedTexts {
  readonly #db: Database
  readonly #signatures: Map<number, TextSignature> = new Map()
  /** Rows that changed since they were read. */
  readonly #changed: Set<number> = new Set()
  /** Rows up to this number were read. */
  #last = Number.MIN_SAFE_INTEGER
  /** Whether there was a time when all of them were. */
  #isWhole = false
  #block: Uint32Array = new Uint32Array(0)

  constructor(db: Database) {
    this.#db = db
    db.watch('agent_audit', (rowid) => this.#forget(rowid))
  }

  /** Reads some rows that have no signature. Whether there may be more. */
  learn(): boolean {
    const more = this.#readChanged() || this.#readNext()
    if (!more) this.#isWhole = true
    return more
  }

  candidates(text: string): readonly number[] | null {
    const looked = spellings(text).map(marksOf)
    if (!this.#isWhole || looked.includes(null)) return null
    const rowids = [...this.#changed, ...this.#later()]
    for (const [rowid, signature] of this.#signatures) {
      if (looked.some((marks) => marks !== null && mayHold(signature, marks))) rowids.push(rowid)
    }
    return rowids
  }

  /** Rows that were not read yet. */
  #later(): readonly number[] {
    const later = 'SELECT json_group_array(rowid) FROM agent_audit WHERE rowid > ?'
    return this.#db.json<number[]>(later, [this.#last])[0] ?? []
  }

  #forget(rowid: number): void {
    this.#signatures.delete(rowid)
    if (rowid <= this.#last) this.#changed.add(rowid)
  }

  #readChanged(): boolean {
    const changed = [...this.#changed].slice(0, mostRows)
    if (changed.length === 0) return false
    this.#read(numbered(changed), () => true)
    changed.forEach((rowid) => this.#changed.delete(rowid))
    return true
  }

  #readNext(): boolean {
    const before = this.#last
    let size = 0
    this.#read({ sql: 'rowid > ?', parameters: [before] }, (rowid, length) => {
      this.#last = rowid
      size += length
      return size < mostBytes
    })
    return this.#last > before
  }

  /** Goes on as long as `goOn` says so of a row and the length of its texts. */
  #read({ sql, parameters }: Sql, goOn: (rowid: number, length: number) => boolean): void {
    const rows = `SELECT rowid, CAST(${texts} AS BLOB) FROM agent_audit WHERE ${sql} ORDER BY rowid LIMIT ${mostRows}`
    this.#db.each({ sql: rows, parameters }, ([rowid, text]) => {
      const bytes = text instanceof Uint8Array ? text : new Uint8Array(0)
      this.#signatures.set(Number(rowid), signText(bytes, this.#room(signatureLength(bytes))))
      return goOn(Number(rowid), bytes.length)
    })
  }

  #room(length: number): Uint32Array {
    if (this.#block.length < length) this.#block = new Uint32Array(Math.max(length, blockLength))
    const room = this.#block.subarray(0, length)
    this.#block = this.#block.subarray(length)
    return room
  }
}
