import { expect, test } from 'vitest'
import { memoryPersistence } from '../../../src/persistence/memory/memory.js'
import { sqljsStorage } from '../../../src/storage/sqljs/sqljs.js'
import type { AuditRow } from '../../../src/entry/row.js'

const wasm = new URL('../../../node_modules/sql.js/dist/sql-wasm-browser.wasm', import.meta.url)

const row: AuditRow = {
  id: 'a',
  session_id: 'session',
  step_id: 'step',
  timestamp: '2026-11-23T07:38:04.998000+00:00',
  tool_name: 'read\0é',
  parameters: '{}',
  result: 'null',
  error: null,
  duration_ms: 0.1,
  risk_level: 'safe',
  approval_required: 0,
  approval_decision: 'not_required',
  approved_by: null,
  approval_time_ms: null,
  success: 1,
  parent_plan_id: null,
  created_at: '2026-11-23T07:38:05.000000+00:00',
  outcome: 'succeeded',
  settled_at: null,
  agent_id: null,
  tool_call_id: null,
  approval_reason: null,
  metadata: null,
  parameters_size: 2 ** 40,
  result_size: 4,
}

test('a page downloads SQLite at its first question, and again after it failed', async () => {
  const addresses = [new URL('/no-such-place.wasm', wasm), wasm]
  const storage = sqljsStorage({
    persistence: memoryPersistence(),
    loadWasm: async () => addresses.shift() ?? wasm,
    onFault: (fault) => {
      throw fault
    },
    now: Date.now,
  })
  await storage.append([{ kind: 'entry', row }])
  expect(addresses).toHaveLength(2)
  await expect(storage.count({})).rejects.toMatchObject({ code: 'SQLITE_UNAVAILABLE' })
  expect(await storage.query({ order: 'desc', limit: 1, offset: 0 })).toEqual([row])
  expect((await storage.image({})).length).toBeGreaterThan(4_096)
  await storage.close()
})
