import { readFileSync } from 'node:fs'

/** What opening an image in memory costs with nothing around it. sql.js is loaded within, as it is by the others. */
export async function open({ trail }) {
  const { default: initSqlJs } = await import('sql.js')
  const SQL = await initSqlJs()
  const db = new SQL.Database(readFileSync(trail))
  return { latest: () => [], close: () => db.close() }
}
