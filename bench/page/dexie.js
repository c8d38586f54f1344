import { Dexie } from 'dexie'

/** Dexie with strict durability: a table of texts under increasing keys. */
export function openDexie() {
  const db = new Dexie('dexie', { chromeTransactionDurability: 'strict' })
  db.version(1).stores({ journal: '++' })
  return { add: (text) => db.table('journal').add(text) }
}
