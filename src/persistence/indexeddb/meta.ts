import { promisifyRequest } from 'idb-keyval'
import { AuditError } from '../../error.js'
import type { Connection } from './connection.js'
import { stateKey } from './schema.js'
import type { TrailState } from './state.js'

/** What `meta` holds under a key. idb-keyval's own `get()` would bring a connection along that neither heals nor writes strictly. */
export function readValue(connection: Connection, key: string): Promise<unknown> {
  return connection.transact(['meta'], 'readonly', (transaction) =>
    promisifyRequest<unknown>(transaction.objectStore('meta').get(key)),
  )
}

/** Puts a value under a key of `meta`. */
export function writeValue(connection: Connection, key: string, value: unknown): Promise<void> {
  return connection.transact(['meta'], 'readwrite', (transaction) => {
    transaction.objectStore('meta').put(value, key)
  })
}

/** The trail's state, as this transaction sees it. */
export async function readState(transaction: IDBTransaction): Promise<TrailState> {
  const state = await promisifyRequest<TrailState | undefined>(transaction.objectStore('meta').get(stateKey))
  if (state) return state
  throw new AuditError('DATABASE_INVALID', 'The IndexedDB database lacks its state. Delete it, or pass another `name`.')
}

/** Changes the trail's state with the rest of the transaction. */
export function writeState(transaction: IDBTransaction, state: TrailState): void {
  transaction.objectStore('meta').put(state, stateKey)
}
