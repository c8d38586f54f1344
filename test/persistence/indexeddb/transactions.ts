import { onTestFinished } from 'vitest'

type StartTransaction = (
  this: IDBDatabase,
  ...parameters: Parameters<IDBDatabase['transaction']>
) => ReturnType<IDBDatabase['transaction']>

/** A transaction as it was started, and what has become of it. */
export interface SeenTransaction {
  readonly transaction: IDBTransaction
  complete: boolean
}

/** Lists the transactions that this test starts on the journal from now on. They are real ones, and run as they would. */
export function watchAppends(): readonly SeenTransaction[] {
  const seen: SeenTransaction[] = []
  wrapTransactions((start) => {
    const transaction = start()
    if (transaction.objectStoreNames.contains('journal')) {
      const entry = { transaction, complete: false }
      transaction.addEventListener('complete', () => (entry.complete = true))
      seen.push(entry)
    }
    return transaction
  })
  return seen
}

/** Closes the connection, without an event as browsers do it at times, ahead of each of the next `times` transactions. */
export function loseConnection(times: number): void {
  let left = times
  wrapTransactions((start, db) => {
    if (left > 0) db.close()
    left -= 1
    return start()
  })
}

/** Cuts the connection whenever an image or a patch has just taken its place, before anybody hears of that; `times` times. */
export function cutBeforeNews(times: number): void {
  let left = times
  wrapTransactions((start, db) => {
    const transaction = start()
    const { objectStoreNames: stores } = transaction
    if (!stores.contains('image') || !stores.contains('journal') || left <= 0) return transaction
    left -= 1
    transaction.addEventListener('complete', () => {
      db.close()
      db.dispatchEvent(new Event('close'))
    })
    return transaction
  })
}

/** Removes every chunk of an image just before an image takes its place, as another writer may where there are no locks. */
export function stealChunks(): void {
  wrapTransactions((start, db) => {
    const transaction = start()
    const { objectStoreNames: stores } = transaction
    if (!stores.contains('image') || !stores.contains('journal')) return transaction
    transaction.abort()
    db.transaction('image', 'readwrite').objectStore('image').clear()
    return start()
  })
}

/** Puts `wrapper` around every start of a transaction until the test ends. */
function wrapTransactions(wrapper: (start: () => IDBTransaction, db: IDBDatabase) => IDBTransaction): void {
  const original = Reflect.get(IDBDatabase.prototype, 'transaction') as StartTransaction
  IDBDatabase.prototype.transaction = function (...parameters) {
    return wrapper(() => original.apply(this, parameters), this)
  }
  onTestFinished(() => {
    IDBDatabase.prototype.transaction = original
  })
}
