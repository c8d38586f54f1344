import { Dexie } from 'dexie'

export default async function run() {
  const db = new Dexie('dexie')
  db.version(1).stores({ journal: '++, tool' })
  await db.table('journal').add({ tool: 'page_open' })
  await db.table('journal').where('tool').equals('page_open').toArray()
}
