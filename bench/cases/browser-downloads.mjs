import { readFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import { builtByVite } from '../../scripts/log-only-page.mjs'
import { requestedFiles } from '../download/requests.mjs'

const compressed = promisify(brotliCompress)

const facts = { goal: 'k', runtime: 'Chromium', unit: 'kB', better: 'less' }
const ours = { name: 'Tallystick', version: versionOf('../../'), durability: 'power cut', queryable: true, ours: true }
const peers = {
  dexie: { name: 'Dexie', package: 'dexie', durability: 'process crash' },
  'idb-keyval': { name: 'idb-keyval', package: 'idb-keyval', durability: 'process crash', queryable: false },
  'sql-js': {
    name: 'sql.js',
    package: 'sql.js',
    settings: 'with idb-keyval for its image',
    durability: 'power cut',
    wasm: true,
  },
  'wa-sqlite': {
    name: 'wa-sqlite',
    package: '@journeyapps/wa-sqlite',
    fork: ' (@journeyapps)',
    settings: 'IDBBatchAtomicVFS, Asyncify',
    durability: 'power cut',
    wasm: true,
  },
  'sqlite-wasm': {
    name: 'SQLite WASM',
    package: '@sqlite.org/sqlite-wasm',
    settings: 'OPFS, SAH pool',
    durability: 'power cut',
    wasm: true,
  },
  sqlocal: { name: 'sqlocal', package: 'sqlocal', durability: 'power cut', wasm: true },
  pglite: {
    name: 'PGlite',
    package: '@electric-sql/pglite',
    settings: 'IndexedDB',
    durability: 'process crash',
    wasm: true,
  },
}

/** What a page downloads, minified by Vite, each file compressed with brotli alone: to log, and to ask. */
export default async function run({ place }) {
  const toLog = [{ ...ours, settings: 'a page that logs only', samples: [await kilobytes(await builtByVite())] }]
  const requested = await requestedFiles(place, ['tallystick-ask', ...Object.keys(peers)])
  const toAsk = await Promise.all(requested.map(contestantOf))
  return [
    {
      ...facts,
      what: 'before the first question is asked',
      contestants: [...toLog, ...toAsk.slice(1)],
      targets: [{ limit: 20 }],
      note: 'The peers load all of theirs before they store anything.',
    },
    {
      ...facts,
      what: 'with the first question, WebAssembly included',
      contestants: toAsk,
      targets: [{ of: 'best WASM peer', atMost: 1 }],
    },
  ]
}

async function contestantOf({ name, files, error }) {
  const peer = peers[name]
  const known =
    peer === undefined
      ? { ...ours, settings: 'default' }
      : {
          settings: '',
          queryable: true,
          ...peer,
          version: versionOf(`../node_modules/${peer.package}/`) + (peer.fork ?? ''),
        }
  if (error) return { ...known, samples: [], failed: error.message }
  return { ...known, samples: [await kilobytes(files)] }
}

async function kilobytes(files) {
  const sizes = await Promise.all(files.map(async (file) => (await compressed(await readFile(file))).length))
  return sizes.reduce((sum, size) => sum + size, 0) / 1000
}

function versionOf(folder) {
  return JSON.parse(readFileSync(new URL(`${folder}package.json`, import.meta.url), 'utf8')).version
}
