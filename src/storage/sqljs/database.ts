import type { Database as SqlDatabase, Statement } from 'sql.js'
import type { ImagePatch } from '../../persistence/persistence.js'
import type { FileBytes } from './file-bytes.js'

/** What SQL parameters may be. */
export type SqlValue = string | number | null | Uint8Array

/** A piece of SQL and the values of its `?`. */
export interface Sql {
  readonly sql: string
  readonly parameters: readonly SqlValue[]
}

/** Characters from which on a text is bound faster as bytes (measured). */
const longText = 32

/** Statements that are kept prepared: preparing one takes longer than a short question. */
const mostStatements = 64

/** Room for the bytes of many texts: in Chromium it takes a twelfth longer to open a long journal where each has its own. */
const roomSize = 262_144

const encoder = new TextEncoder()
let room = new Uint8Array(0)

/**
 * An SQLite database in memory. What is durable is the journal, so it is set up for speed: a crash of the process takes
 * the database with it in any case.
 */
export class Database {
  readonly #db: SqlDatabase
  /** What it was opened from; null for a database that began empty. */
  readonly #file: FileBytes | null
  readonly #statements: Map<string, Statement> = new Map()
  readonly #listeners: Map<string, ((rowid: number) => void)[]> = new Map()
  /** Null until it was looked up. */
  #isUtf8: boolean | null = null

  constructor(db: SqlDatabase, file: FileBytes | null) {
    this.#db = db
    this.#file = file
    db.run('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536')
  }

  /** Runs any number of statements. */
  execute(sql: string): void {
    this.#db.run(sql)
  }

  /** Runs one statement, kept prepared for the next time, and returns how many rows it changed. */
  run(sql: string, parameters: readonly SqlValue[] = []): number {
    this.#prepared(sql).run([...parameters])
    return this.#db.getRowsModified()
  }

  /**
   * A text as it is bound fastest, for `CAST(? AS TEXT)`: sql.js encodes a text character by character, and takes bytes as
   * they are. SQLite takes them for the encoding of the database, which is another in a few that other programs made.
   */
  castable(text: string): SqlValue {
    if (text.length < longText) return text
    return this.isUtf8 ? encoded(text) : text
  }

  /** Whether texts are stored in UTF-8, as all but a few databases of other programs have it. */
  get isUtf8(): boolean {
    this.#isUtf8 ??= this.value('PRAGMA encoding') === 'UTF-8'
    return this.#isUtf8
  }

  /** The first column of the first row; null when there is none. */
  value(sql: string, parameters: readonly SqlValue[] = []): string | number | null {
    return this.#column(sql, parameters, (value) => value)[0] ?? null
  }

  /**
   * What a query of one column of JSON texts holds. Values are read as JSON since sql.js reads a plain text only up to
   * its first NUL.
   */
  json<T>(sql: string, parameters: readonly SqlValue[] = []): T[] {
    return this.#column(sql, parameters, (text) => JSON.parse(String(text)) as T)
  }

  /** The same, with each value made into what is wanted as it comes: of a hundred thousand, none is kept beside that. */
  made<T>(make: (value: unknown) => T, { sql, parameters }: Sql): T[] {
    return this.#column(sql, parameters, (text) => make(JSON.parse(String(text))))
  }

  /** Calls `read` with the values of each row until it returns false. A plain text is cut at its first NUL. */
  each({ sql, parameters }: Sql, read: (values: readonly SqlValue[]) => boolean): void {
    const statement = this.#prepared(sql)
    try {
      statement.bind([...parameters])
      while (statement.step() && read(statement.get())) {
        // All is done by `read`.
      }
    } finally {
      statement.reset()
    }
  }

  /** Makes a function of one text available to SQL. */
  define(name: string, compute: (text: string) => string): void {
    this.#db.create_function(name, (value: unknown) => (typeof value === 'string' ? compute(value) : value))
  }

  /**
   * Calls `listener` with the number of each row of the table that is added, changed or removed from now on. Not told are
   * a `DELETE` without `WHERE`, `VACUUM`, and changes to a table whose rows have no numbers.
   */
  watch(table: string, listener: (rowid: number) => void): void {
    this.#listeners.set(table, [...(this.#listeners.get(table) ?? []), listener])
    this.#db.updateHook((_operation, _database, changed, rowid) => {
      for (const each of this.#listeners.get(changed) ?? []) each(rowid)
    })
  }

  /** Keeps all that `work` does, or nothing when it throws. */
  transaction<T>(work: () => T): T {
    this.#db.run('BEGIN')
    try {
      const result = work()
      this.#db.run('COMMIT')
      return result
    } catch (error) {
      this.#rollBack()
      throw error
    }
  }

  /** The same for work in several steps, between which nobody else may use the database. */
  async longTransaction(work: () => Promise<void>): Promise<void> {
    this.#db.run('BEGIN')
    try {
      await work()
      this.#db.run('COMMIT')
    } catch (error) {
      this.#rollBack()
      throw error
    }
  }

  /** The bytes of the database as a file. Not to be called inside a transaction. */
  export(): Uint8Array {
    return this.#db.export()
  }

  /**
   * What differs from the bytes that it was opened from, or since `forgetChanges()`: views, good until the next change. Null
   * where that is not known, or comes to more than `mostBytes`. Not to be called inside a transaction.
   */
  changes(mostBytes: number): Pick<ImagePatch, 'size' | 'stretches'> | null {
    const file = this.#file
    if (file === null || !this.#isWrittenTo(file) || file.changedBytes > mostBytes) return null
    const size = Number(this.value('PRAGMA page_count')) * Number(this.value('PRAGMA page_size'))
    return { size, stretches: file.changes(size) }
  }

  /** Has `changes()` begin anew. */
  forgetChanges(): void {
    this.#file?.forgetChanges()
  }

  /** A file that becomes shorter, as by `VACUUM`, is replaced by an array. Writing the version again shows which one it is. */
  #isWrittenTo(file: FileBytes): boolean {
    const { writes } = file
    this.execute(`PRAGMA user_version = ${this.value('PRAGMA user_version')}`)
    return file.writes > writes
  }

  /** Gives its memory back. */
  close(): void {
    this.#statements.clear()
    this.#db.close()
  }

  /** SQLite rolls back by itself where it can do nothing else, as when memory runs out. */
  #rollBack(): void {
    try {
      this.#db.run('ROLLBACK')
    } catch {
      // There is no transaction left.
    }
  }

  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#db.prepare(sql)
    this.#statements.set(sql, statement)
    if (this.#statements.size > mostStatements) this.#forgetOldest()
    return statement
  }

  #forgetOldest(): void {
    const [oldest] = this.#statements
    if (!oldest) return
    const [sql, statement] = oldest
    statement.free()
    this.#statements.delete(sql)
  }

  #column<T>(sql: string, parameters: readonly SqlValue[], read: (value: string | number | null) => T): T[] {
    const values: T[] = []
    this.each({ sql, parameters }, ([value]) => {
      values.push(read(plain(value)))
      return true
    })
    return values
  }
}

function plain(value: SqlValue | undefined): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

/** A text as UTF-8, at most three bytes for each of its units. */
function encoded(text: string): Uint8Array {
  const most = text.length * 3
  if (most > room.length) room = new Uint8Array(Math.max(roomSize, most))
  const { written } = encoder.encodeInto(text, room)
  const bytes = room.subarray(0, written)
  room = room.subarray(written)
  return bytes
}
