import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { printTable } from './table.mjs'

/** Writes a session as JSON and as CSV beside the database file, and names all three. */
export async function writeExports(store, { file, sessionId, places }) {
  const name = sessionId.replaceAll(/[ :.]/g, '-')
  const [json, csv] = ['json', 'csv'].map((extension) => join(dirname(file), `${name}.${extension}`))
  await writeFile(json, await store.exportJson({ sessionId }))
  await writeFile(csv, await store.exportCsv({ sessionId }))
  console.log('\nFiles')
  printTable(
    [
      [file, 'the whole trail, an SQLite database'],
      [json, 'this session as JSON'],
      [csv, 'this session as CSV'],
    ],
    { file: ([path]) => places.shorten(path), what: ([, what]) => what },
  )
}
