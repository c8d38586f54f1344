import { readFileSync } from 'node:fs'

/**
 * Who takes part in Chromium: what the report says of each, `module` and `options` for the page.
 *
 * IndexedDB's `strict` transactions end with fdatasync; Chromium's default is `relaxed`, which hands the bytes to the system.
 * OPFS handles are flushed with fdatasync.
 */
const all = {
  ours: ours('redact: false', { redact: false }),
  'ours, default': ours('default', {}),
  'ours, in a worker': ours('redact: false, replica in a worker', { redact: false, inWorker: true }),
  'ours, default in a worker': ours('default, replica in a worker', { inWorker: true }),
  'ours, importing': ours('importEntries(), which redacts nothing', {}),
  'ours, journal': ours('redact: false', { redact: false }),
  'ours, default, journal': ours('default', {}),
  'bare-image': {
    name: 'the bytes',
    version: '',
    settings: 'read from IndexedDB and opened with sql.js',
    durability: 'none',
    queryable: false,
    limit: true,
    module: 'bare-image',
  },
  // What no log can beat. In an import, a value for each text, it is no limit: ours puts many entries into one.
  'bare, the limit': bare({ limit: true }),
  bare: bare({ aside: true }),
  dexie: {
    name: 'Dexie',
    version: version('dexie'),
    settings: 'strict',
    durability: 'power cut',
    queryable: true,
    module: 'dexie',
    options: { chromeTransactionDurability: 'strict' },
  },
  'dexie, default': {
    name: 'Dexie',
    version: version('dexie'),
    settings: 'as it comes: relaxed',
    durability: 'process crash',
    queryable: true,
    module: 'dexie',
  },
  'idb-keyval': {
    name: 'idb-keyval',
    version: version('idb-keyval'),
    settings: 'as it comes: relaxed',
    durability: 'process crash',
    queryable: false,
    module: 'idb-keyval',
  },
  'sqlite-wasm': sqliteWasm('OPFS, SAH pool, in a worker, rollback journal, synchronous=FULL', {}),
  'sqlite-wasm, wal': sqliteWasm('OPFS, SAH pool, in a worker, WAL, exclusive, synchronous=FULL', { wal: true }),
  'wa-sqlite': {
    name: 'wa-sqlite',
    version: `${version('@journeyapps/wa-sqlite')} (@journeyapps)`,
    settings: 'IDBBatchAtomicVFS, Asyncify, in a worker, synchronous=FULL',
    durability: 'power cut',
    queryable: true,
    wasm: true,
    module: 'wa-sqlite',
  },
  sqlocal: {
    name: 'sqlocal',
    version: version('sqlocal'),
    settings: 'as it comes: OPFS, in its worker, rollback journal, synchronous=FULL',
    durability: 'power cut',
    queryable: true,
    wasm: true,
    module: 'sqlocal',
  },
  pglite: {
    name: 'PGlite',
    version: version('@electric-sql/pglite'),
    settings: 'idb://, in the page, as it comes (IndexedDB: relaxed)',
    durability: 'process crash',
    queryable: true,
    wasm: true,
    module: 'pglite',
  },
  'whole-image': {
    name: 'sql.js',
    version: version('sql.js'),
    settings: 'in the page, the whole image into IndexedDB each time, strict',
    durability: 'power cut',
    queryable: true,
    wasm: true,
    module: 'whole-image',
  },
}

/** The keys of peers that answer questions, at the settings that they come with, or as durable as ours. */
export const queryable = ['dexie', 'sqlite-wasm', 'wa-sqlite', 'sqlocal', 'whole-image', 'pglite']

/** The keys of all peers that log one by one: first those that are as durable as ours. */
export const logging = [
  'dexie',
  'sqlite-wasm',
  'sqlite-wasm, wal',
  'wa-sqlite',
  'sqlocal',
  'whole-image',
  'dexie, default',
  'idb-keyval',
  'pglite',
]

/** The contestants of these names, in this order. */
export function contestants(...names) {
  return names.map((key) => Object.assign({ key }, all[key]))
}

function ours(settings, options) {
  return {
    name: 'Tallystick',
    version: JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version,
    settings,
    durability: 'power cut',
    queryable: true,
    wasm: true,
    ours: true,
    module: 'ours',
    options,
  }
}

function bare(facts) {
  return {
    name: 'bare IndexedDB',
    version: '',
    settings: 'strict, texts ready made',
    durability: 'power cut',
    queryable: false,
    ...facts,
    module: 'bare',
  }
}

function sqliteWasm(settings, options) {
  return {
    name: 'SQLite WASM',
    version: version('@sqlite.org/sqlite-wasm'),
    settings,
    durability: 'power cut',
    queryable: true,
    wasm: true,
    module: 'sqlite-wasm',
    options,
  }
}

/** What is installed: of the benchmark, else of the library. */
function version(name) {
  for (const folder of ['../node_modules/', '../../node_modules/']) {
    try {
      return JSON.parse(readFileSync(new URL(`${folder}${name}/package.json`, import.meta.url), 'utf8')).version
    } catch {
      // The next one.
    }
  }
  return 'unknown'
}
