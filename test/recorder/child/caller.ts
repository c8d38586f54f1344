import { writeSync } from 'node:fs'
import { createRecorder, openAuditStore, type RiskLevel } from '../../../src/index.js'

/** What the program does: it calls one tool of each of these risk levels, none of which ever ends. */
export interface CallerOrder {
  readonly file: string
  readonly riskLevels: readonly RiskLevel[]
}

const order = JSON.parse(process.argv[2] ?? '') as CallerOrder
const store = await openAuditStore({ file: order.file })
const recorder = createRecorder({ store, sessionId: 'session', approve: () => 'approved' })
for (const riskLevel of order.riskLevels) {
  void recorder.run({ toolName: `a ${riskLevel} call`, riskLevel, parameters: { path: '/tmp/a' } }, () => {
    writeSync(1, `${riskLevel} runs\n`)
    return new Promise<never>(() => {})
  })
}
// A promise that never ends keeps no process alive.
setInterval(() => {}, 1_000)
