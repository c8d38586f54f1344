import { readFileSync } from 'node:fs'
import { nodeSqliteVersion, nodeWithSqlite } from './node-with-sqlite.mjs'

const sqlite = { queryable: true, durability: 'power cut' }
const wasm = { queryable: true, wasm: true }
const bare = { name: 'bare file', peer: 'bare-file', version: '', durability: 'power cut', queryable: false }
const ours = {
  name: 'Tallystick',
  peer: 'tallystick',
  version: versionOf('../../'),
  durability: 'power cut',
  queryable: true,
  ours: true,
}
const betterSqlite = {
  ...sqlite,
  name: 'better-sqlite3',
  peer: 'better-sqlite3',
  version: versionOf('../node_modules/better-sqlite3/'),
}
const pino = { name: 'pino', peer: 'pino', version: versionOf('../node_modules/pino/'), queryable: false }

/** Who takes part in Node, by id: facts of a contestant, and which module of `peers/` opens it in which variant. */
export const roster = {
  plain: { ...ours, variant: { redact: false }, settings: 'redact: false' },
  redacting: { ...ours, variant: {}, settings: 'default' },
  bare: { ...bare, variant: 'awaited', settings: 'append + fdatasync, awaited', limit: true },
  bareBlocking: { ...bare, variant: 'blocking', settings: 'append + fdatasync, blocking', aside: true },
  bareBatched: {
    ...bare,
    variant: 'batched',
    settings: 'append + fdatasync, all waiting callers at once',
    limit: true,
  },
  imageBytes: {
    ...wasm,
    name: 'sql.js',
    peer: 'image-bytes',
    version: versionOf('../node_modules/sql.js/'),
    variant: {},
    settings: 'read the bytes, new SQL.Database(bytes)',
    durability: 'none',
    limit: true,
  },
  wal: { ...betterSqlite, variant: { journal: 'WAL', synchronous: 'FULL' }, settings: 'WAL, synchronous=FULL' },
  walNormal: {
    ...betterSqlite,
    variant: { journal: 'WAL', synchronous: 'NORMAL' },
    settings: 'WAL, synchronous=NORMAL',
    durability: 'process crash',
  },
  rollback: {
    ...betterSqlite,
    variant: { journal: 'DELETE', synchronous: 'FULL' },
    settings: 'rollback journal, synchronous=FULL',
  },
  batched: {
    ...betterSqlite,
    variant: { journal: 'WAL', synchronous: 'FULL', batched: true },
    settings: 'WAL, synchronous=FULL, all waiting callers in one transaction',
    aside: true,
  },
  batchedNormal: {
    ...betterSqlite,
    variant: { journal: 'WAL', synchronous: 'NORMAL', batched: true },
    settings: 'WAL, synchronous=NORMAL, all waiting callers in one transaction',
    durability: 'process crash',
    aside: true,
  },
  nodeSqlite: {
    ...sqlite,
    name: 'node:sqlite',
    peer: 'node-sqlite',
    version: (await nodeSqliteVersion()) ?? 'not there',
    findNode: nodeWithSqlite,
    variant: { journal: 'WAL', synchronous: 'FULL' },
    settings: 'WAL, synchronous=FULL',
  },
  sqlJs: {
    ...wasm,
    name: 'sql.js',
    peer: 'sql-js',
    version: versionOf('../node_modules/sql.js/'),
    variant: {},
    settings: 'whole image saved and synced after each change',
    durability: 'power cut',
  },
  pglite: {
    ...wasm,
    name: 'PGlite',
    peer: 'pglite',
    version: versionOf('../node_modules/@electric-sql/pglite/'),
    variant: {},
    settings: 'on a folder, as it comes: fsync off',
    durability: 'process crash',
  },
  pinoSynced: { ...pino, variant: { fsync: true }, settings: 'sync, with fsync', durability: 'power cut' },
  pino: { ...pino, variant: {}, settings: 'sync', durability: 'process crash' },
}

function versionOf(folder) {
  return JSON.parse(readFileSync(new URL(`${folder}package.json`, import.meta.url), 'utf8')).version
}
