import { openAuditStore } from '../.built/dist/index.js'

const file = process.argv[2]
const start = performance.now()
const store = await openAuditStore({ file, retention: false, redact: false })
await store.query()
console.log(performance.now() - start)
await store.close()
