/** A transaction as it was started, and what has become of it. */
export interface SeenTransaction {
  readonly transaction: IDBTransaction
  complete: boolean
}

/** Lists the transactions on these stores that the page starts from now on. They are real ones, and run as they would. */
export function watchTransactions(...stores: readonly string[]): {
  readonly seen: readonly SeenTransaction[]
  stop(): void
} {
  const seen: SeenTransaction[] = []
  const { transaction: start } = IDBDatabase.prototype
  IDBDatabase.prototype.transaction = function (...parameters) {
    const transaction = start.apply(this, parameters)
    if (stores.every((store) => transaction.objectStoreNames.contains(store))) {
      const entry = { transaction, complete: false }
      transaction.addEventListener('complete', () => (entry.complete = true))
      seen.push(entry)
    }
    return transaction
  }
  return {
    seen,
    stop() {
      IDBDatabase.prototype.transaction = start
    },
  }
}
