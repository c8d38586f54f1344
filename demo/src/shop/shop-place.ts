import type { Shop } from './shop.js'

/** Where the state of the shop is kept. */
export interface ShopPlace {
  /** Undefined where none was kept yet. */
  read(): Promise<Shop | undefined>
  /** Keeps what `change` makes of the state, of all tabs one at a time, and resolves with it. Throws what `change` throws. */
  update(change: (shop: Shop | undefined) => Shop): Promise<Shop>
}

/** A place that is gone with the page. */
export function memoryPlace(): ShopPlace {
  let kept: Shop | undefined
  return {
    read: async () => kept,
    update: async (change) => (kept = change(kept)),
  }
}

/** A place in this browser, there again tomorrow. */
export async function browserPlace(): Promise<ShopPlace> {
  const db = await openDatabase()
  return {
    read: () => inTransaction(db, 'readonly', (shop) => shop),
    update: (change) => inTransaction(db, 'readwrite', change),
  }
}

const table = 'state'
const key = 'shop'

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('tallystick-demo-shop')
    opening.onupgradeneeded = () => opening.result.createObjectStore(table)
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error ?? new Error('The shop could not be opened'))
  })
}

/** Reads the shop, keeps what `change` makes of it where it may, and resolves with that once it is kept. */
function inTransaction<T extends Shop | undefined>(
  db: IDBDatabase,
  mode: 'readonly' | 'readwrite',
  change: (shop: Shop | undefined) => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(table, mode, { durability: 'strict' })
    const state = transaction.objectStore(table)
    const reading: IDBRequest<Shop | undefined> = state.get(key)
    reading.onsuccess = () => {
      try {
        const changed = change(reading.result)
        if (mode === 'readwrite') state.put(changed, key)
        transaction.oncomplete = () => resolve(changed)
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    }
    transaction.onabort = () => reject(transaction.error ?? new Error('The shop could not be kept'))
  })
}
