import sqlite3InitModule from '@sqlite.org/sqlite-wasm'
import { ask, create, insert } from './statements.js'

const sqlite3 = await sqlite3InitModule()
const pool = await sqlite3.installOpfsSAHPoolVfs({})
const db = new pool.OpfsSAHPoolDb('/journal.db')
db.exec([create, insert, ask].join(';'))
postMessage('done')
