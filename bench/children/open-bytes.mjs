import { readFileSync } from 'node:fs'
import initSqlJs from 'sql.js'

const file = process.argv[2]
const start = performance.now()
const SQL = await initSqlJs()
const db = new SQL.Database(readFileSync(file))
console.log(performance.now() - start)
db.close()
