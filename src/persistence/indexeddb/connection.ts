import { closedFault } from './fault.js'
import { openDatabase, type StoreName } from './schema.js'

/** How often a transaction is tried: once, and again on a new connection. */
const attempts = 3

/** What is done inside a transaction. It may await requests of this transaction and nothing else. */
export type TransactionBody<T> = (transaction: IDBTransaction) => T | PromiseLike<T>

/**
 * A connection that heals. Browsers close connections under a page (Safari at random, all of them when site data is
 * cleared), and another tab may ask for it, to delete or upgrade the database; the next transaction then opens a new one.
 */
export class Connection {
  readonly #name: string
  #db: IDBDatabase | undefined
  #opening: Promise<IDBDatabase> | undefined
  #closed = false

  constructor(name: string) {
    this.#name = name
  }

  /** Opens the database now, so that what is wrong with it shows at once. */
  async open(): Promise<void> {
    await this.transact(['meta'], 'readonly', () => {})
  }

  /**
   * Runs `body` in a transaction and resolves with its result; where the transaction writes, once it is on disk. Whatever
   * goes wrong, nothing of it was kept. When the connection was lost the body runs again on a new one, so it has to bear
   * that the first run did reach the disk. With a connection open, the transaction starts within the call.
   */
  async transact<T>(stores: StoreName[], mode: IDBTransactionMode, body: TransactionBody<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const db = this.#db ?? (await this.#connected())
        return await unlessCut(db, run(db.transaction(stores, mode, { durability: 'strict' }), body))
      } catch (error) {
        if (attempt === attempts || !isLost(error)) throw error
        this.release()
      }
    }
  }

  /** Lets go of the database until the next transaction. Those under way come to their end. */
  release(): void {
    if (this.#db) this.#drop(this.#db)
  }

  /** Lets go of the database for good. */
  close(): void {
    this.#closed = true
    this.release()
  }

  #connected(): Promise<IDBDatabase> {
    this.#opening ??= this.#connect().finally(() => (this.#opening = undefined))
    return this.#opening
  }

  async #connect(): Promise<IDBDatabase> {
    const db = await openDatabase(this.#name)
    if (this.#closed) {
      db.close()
      throw closedFault()
    }
    db.onversionchange = db.onclose = () => this.#drop(db)
    return (this.#db = db)
  }

  #drop(db: IDBDatabase): void {
    db.close()
    if (this.#db === db) this.#db = undefined
  }
}

/**
 * Rejects when the browser cuts the connection. Chromium tells nothing more of a transaction that begins after the cut and
 * before the event that tells of it: neither it nor its requests ever end.
 */
function unlessCut<T>(db: IDBDatabase, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cut = (): void => reject(new DOMException('The connection was closed.', 'AbortError'))
    db.addEventListener('close', cut)
    work.then(resolve, reject).finally(() => db.removeEventListener('close', cut))
  })
}

async function run<T>(transaction: IDBTransaction, body: TransactionBody<T>): Promise<T> {
  const done = completion(transaction)
  try {
    const result = await body(transaction)
    if (transaction.mode === 'readwrite') await done
    return result
  } catch (error) {
    abort(transaction)
    // A request's failure reaches the transaction's error handler before the transaction knows its reason.
    if (error === null) await done
    throw error
  }
}

/** Settles with the transaction, never with its requests: a request's success says nothing about the disk. */
function completion(transaction: IDBTransaction): Promise<void> {
  const done = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new DOMException('The transaction was aborted.', 'AbortError')),
    )
  })
  done.catch(() => {})
  return done
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // It has ended already.
  }
}

/** Whether the connection, and not what was asked of it, is at fault: closed, cut, or to a database that was replaced. */
function isLost(error: unknown): boolean {
  return (
    error instanceof DOMException &&
    ['InvalidStateError', 'AbortError', 'UnknownError', 'NotFoundError'].includes(error.name)
  )
}
