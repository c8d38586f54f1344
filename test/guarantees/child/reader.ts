import { writeSync } from 'node:fs'
import { openAuditStore } from '../../../src/index.js'

// Prints the step of every entry of a file, then leaves an image as every store does that is closed.
const file = JSON.parse(process.argv[2] ?? '') as string
const store = await openAuditStore({ file, retention: false, onFault: () => {} })
const lines = (await store.query({ order: 'oldest', limit: Infinity })).map(({ stepId }) => `${stepId}\n`)
const bytes = Buffer.from(lines.join(''))
for (let written = 0; written < bytes.length;) written += writeSync(1, bytes, written)
await store.close()
