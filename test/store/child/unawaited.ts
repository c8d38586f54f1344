import { openAuditStore } from '../../../src/store/open.js'

/** Which file, and whether to leave by `process.exit()` at once. */
export interface UnawaitedOrder {
  readonly file: string
  readonly exit: boolean
}

const { file, exit } = JSON.parse(process.argv[2] ?? '') as UnawaitedOrder
const action = { sessionId: 'session', stepId: 'step', toolName: 'tool', riskLevel: 'safe' } as const
const store = await openAuditStore({ file, onFault: ({ code }) => console.log(code) })
void store.log({ ...action, stepId: '' })
void store.settle('')
void store.query({ limit: -1 })
void store.cleanupOldEntries(0)
void store.log(action)
if (exit) process.exit(0)
