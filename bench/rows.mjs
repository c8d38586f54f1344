import { columnNames } from './.built/dist/entry/columns.js'
import { decodeRecord } from './.built/dist/record/codec.js'
import { createIndexes, createTable } from './.built/dist/storage/sqljs/schema.js'

/** The table and the indexes that ours has: what a peer gets, so that both keep the same. */
export const schema = `${createTable.replace('CREATE TABLE', 'CREATE TABLE IF NOT EXISTS')};\n${createIndexes}`

/** The row in a frame, ready to be inserted: a peer is spared all but the inserting. */
export function rowOf(frame) {
  return decodeRecord(frame).row
}

/** The values of a row in the order of the columns. */
export function valuesOf(row) {
  return columnNames.map((column) => row[column] ?? null)
}

let serial = 0

/** The same row as if it were logged once more, under an id of its own that sorts after those before it. */
export function renewed(row) {
  return { ...row, id: `peer-${String(serial++).padStart(20, '0')}` }
}
