import type { AuditRow } from '../../entry/row.js'
import type { AuditRecord, OutcomeRow } from '../../record/record.js'
import type { EntryQuery } from '../../storage/query.js'
import type { StorageAdapter } from '../../storage/storage-adapter.js'

/** Everything, oldest first. */
export const everything: EntryQuery = { order: 'asc', limit: Infinity, offset: 0 }

/** The stored form of a time on the day of these rows: `time(90)` is a minute and a half past midnight. */
export function time(seconds: number): string {
  return `${new Date(Date.UTC(2026, 10, 23, 0, 0, seconds)).toISOString().slice(0, 19)}.000000+00:00`
}

/** The stored form of the time that it is. Listeners hear of what happens from their subscription on. */
export function now(): string {
  return new Date().toISOString().replace('Z', '000+00:00')
}

/** A row that is valid, and plain where `columns` does not say otherwise. */
export function row(id: string, columns: Partial<AuditRow> = {}): AuditRow {
  return {
    id,
    session_id: 'session',
    step_id: 'step',
    timestamp: time(0),
    tool_name: 'tool',
    parameters: '{}',
    result: null,
    error: null,
    duration_ms: 0,
    risk_level: 'safe',
    approval_required: 0,
    approval_decision: 'not_required',
    approved_by: null,
    approval_time_ms: null,
    success: 1,
    parent_plan_id: null,
    created_at: time(0),
    outcome: 'succeeded',
    settled_at: null,
    agent_id: null,
    tool_call_id: null,
    approval_reason: null,
    metadata: null,
    parameters_size: 2,
    result_size: null,
    ...columns,
  }
}

/** A whole action. */
export function entry(id: string, columns: Partial<AuditRow> = {}): AuditRecord & { readonly row: AuditRow } {
  return { kind: 'entry', row: row(id, columns) }
}

/** An action that is about to run. */
export function intent(id: string, columns: Partial<AuditRow> = {}): AuditRecord & { readonly row: AuditRow } {
  return { kind: 'intent', row: row(id, { outcome: 'pending', success: 0, duration_ms: 0, ...columns }) }
}

/** What came of the action of an intent: a failure after 12.5 ms, unless `columns` says otherwise. */
export function outcome(of: { readonly row: AuditRow }, columns: Partial<OutcomeRow> = {}): AuditRecord {
  const { id, session_id, step_id, timestamp, tool_name, risk_level, created_at } = of.row
  const required = { id, session_id, step_id, timestamp, tool_name, risk_level, created_at }
  return { kind: 'outcome', row: { ...required, ...settled, ...columns } }
}

const settled = {
  result: '{"lines":3}',
  error: 'Error: no such file',
  duration_ms: 12.5,
  success: 0,
  outcome: 'failed',
  settled_at: time(1),
  result_size: 11,
}

/** The row of an intent once its outcome is known, in whichever order the two were applied. */
export function settledRow(of: { readonly row: AuditRow }): AuditRow {
  return { ...of.row, ...settled }
}

/** Eight rows that differ in everything that a filter can ask for; b and c at the same time. */
export const eightRows: readonly AuditRow[] = [
  row('a', { timestamp: time(1), session_id: 's1', tool_name: 'read', parameters: '{"path":"/tmp/100%"}' }),
  row('b', { timestamp: time(2), session_id: 's1', tool_name: 'write', risk_level: 'moderate', agent_id: 'alice' }),
  row('c', {
    timestamp: time(2),
    session_id: 's2',
    tool_name: 'READ_all',
    risk_level: 'critical',
    parent_plan_id: 'plan',
  }),
  row('d', {
    timestamp: time(3),
    session_id: 's2',
    tool_name: 'delete',
    outcome: 'failed',
    success: 0,
    error: "can't",
  }),
  row('e', { timestamp: time(4), session_id: "s'3", approval_decision: 'approved', approval_required: 1 }),
  row('f', { timestamp: time(5), session_id: "s'3", approval_decision: 'rejected', outcome: 'denied', success: 0 }),
  row('g', {
    timestamp: time(6),
    session_id: 's1',
    result: JSON.stringify('Zürich "quoted" \\ 東京'),
    duration_ms: 10,
  }),
  row('h', { timestamp: time(7), session_id: 's1', risk_level: 'destructive', outcome: 'pending', success: 0 }),
]

/** Appends these eight. */
export function appendEight(adapter: StorageAdapter): Promise<void> {
  return adapter.append(eightRows.map((each) => ({ kind: 'entry', row: each })))
}

/** The ids of everything that is stored, oldest first. */
export async function storedIds(adapter: StorageAdapter): Promise<readonly string[]> {
  return (await adapter.query(everything)).map(({ id }) => id)
}
