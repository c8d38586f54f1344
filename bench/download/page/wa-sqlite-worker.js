import * as SQLite from '@journeyapps/wa-sqlite'
import SQLiteModule from '@journeyapps/wa-sqlite/dist/wa-sqlite-async.mjs'
import wasm from '@journeyapps/wa-sqlite/dist/wa-sqlite-async.wasm?url'
import { IDBBatchAtomicVFS } from '@journeyapps/wa-sqlite/src/examples/IDBBatchAtomicVFS.js'
import { ask, create, insert } from './statements.js'

const module = await SQLiteModule({ locateFile: () => wasm })
const sqlite3 = SQLite.Factory(module)
sqlite3.vfs_register(await IDBBatchAtomicVFS.create('journal', module), true)
const db = await sqlite3.open_v2('journal.db')
await sqlite3.exec(db, [create, insert, ask].join(';'))
postMessage('done')
