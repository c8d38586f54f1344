import { AuditError, openAuditStore } from '../../../src/index.js'

/** What the opening program does: it tries, and prints the code and the message of its fault. */
export interface OpenerOrder {
  readonly file: string
  /** Gives up the rights of root first. */
  readonly asNobody: boolean
}

const { file, asNobody } = JSON.parse(process.argv[2] ?? '') as OpenerOrder
const nobody = 65_534

if (asNobody) {
  process.setgroups?.([])
  process.setgid?.(nobody)
  process.setuid?.(nobody)
}
try {
  await using store = await openAuditStore({ file })
  console.log(`opened ${await store.count()}`)
} catch (error) {
  if (!(error instanceof AuditError)) throw error
  console.log(`${error.code} ${error.message}`)
}
