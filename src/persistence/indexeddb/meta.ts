import { promisifyRequest, type UseStore } from 'idb-keyval'
import { AuditError } from '../../error.js'
import type { Connection } from './connection.js'
import { stateKey } from './schema.js'
import type { TrailState } from './state.js'

/** The store `meta` for the functions of idb-keyval, over a connection that heals and writes strictly. */
export function metaStore(connection: Connection): UseStore {
  return (mode, callback) =>
    connection.transact(['meta'], mode, (transaction) => callback(transaction.objectStore('meta')))
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
