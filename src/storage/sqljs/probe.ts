import type { AuditRow } from '../../entry/row.js'
import { applyRecord } from './apply.js'
import type { Database } from './database.js'

const time = '2026-11-23T07:38:04.998000+00:00'

/** A row that holds as little as a row may. */
const bareRow: AuditRow = {
  id: 'tallystick-probe',
  session_id: 'probe',
  step_id: 'probe',
  timestamp: time,
  tool_name: 'probe',
  parameters: null,
  result: null,
  error: null,
  duration_ms: null,
  risk_level: 'safe',
  approval_required: 0,
  approval_decision: 'not_required',
  approved_by: null,
  approval_time_ms: null,
  success: 0,
  parent_plan_id: null,
  created_at: time,
  outcome: 'pending',
  settled_at: null,
  agent_id: null,
  tool_call_id: null,
  approval_reason: null,
  metadata: null,
  parameters_size: null,
  result_size: null,
}

/** Applies the records of one action, in the order that asks the most of a table, and takes them back. Throws what SQLite does. */
export function tryRecords(db: Database): void {
  db.execute('SAVEPOINT probe')
  applyRecord(db, { kind: 'outcome', row: { ...bareRow, outcome: 'failed', settled_at: time } })
  applyRecord(db, { kind: 'intent', row: bareRow })
  db.execute('ROLLBACK TO probe; RELEASE probe')
}
