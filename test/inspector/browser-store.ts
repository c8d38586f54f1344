import { onTestFinished } from 'vitest'
import type { AuditEntryInput } from '../../src/entry/entry.js'
import type { AuditStore } from '../../src/store/audit-store.js'
import { openAuditStore } from '../../src/store/open.js'

const wasm = new URL('../../node_modules/sql.js/dist/sql-wasm.wasm', import.meta.url)

/** A store in memory with as many entries, a minute apart up to now. SQLite is loaded when it comes, for other stores too. */
export async function storeOf(count: number, fields: Partial<AuditEntryInput> = {}): Promise<AuditStore> {
  const store = await openAuditStore({ memory: true, retention: false, wasm })
  onTestFinished(() => store.close())
  const now = Date.now()
  await store.importEntries(
    Array.from({ length: count }, (_, index) => ({
      sessionId: 'session',
      stepId: `step-${index}`,
      toolName: index % 2 ? 'file_read' : 'file_delete',
      parameters: { path: `notes "${index}".md`, text: 'one\ntwo' },
      riskLevel: index % 2 ? ('safe' as const) : ('destructive' as const),
      error: index % 2 ? null : 'line one\r\nline "two"',
      timestamp: now - index * 60_000,
      ...fields,
    })),
  )
  await store.count()
  return store
}
