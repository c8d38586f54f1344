import { runSql, sqlLiteral } from '../sqlite-program.js'

/** A row as programs write it that know the seventeen columns alone. */
export interface SeventeenRow {
  readonly id: string | null
  readonly session_id: string
  readonly step_id: string
  readonly timestamp: string
  readonly tool_name: string
  readonly parameters: string | null
  readonly result: string | null
  readonly error: string | null
  readonly duration_ms: number | null
  readonly risk_level: string
  readonly approval_required: number
  readonly approval_decision: string
  readonly approved_by: string | null
  readonly approval_time_ms: number | null
  readonly success: number
  readonly parent_plan_id: string | null
  readonly created_at: string
}

/** A row without an id, and what it has otherwise. */
export function seventeenRow(fields: Partial<SeventeenRow> = {}): SeventeenRow {
  return {
    id: null,
    session_id: 'session',
    step_id: 'step',
    timestamp: '2026-11-23T07:38:04.998596+00:00',
    tool_name: 'tool',
    parameters: '{}',
    result: null,
    error: null,
    duration_ms: 1.5,
    risk_level: 'safe',
    approval_required: 0,
    approval_decision: 'not_required',
    approved_by: null,
    approval_time_ms: null,
    success: 1,
    parent_plan_id: null,
    created_at: '2026-11-23T07:38:05.000001+00:00',
    ...fields,
  }
}

/** The columns, in the order of the table. */
export const seventeenColumns: readonly string[] = Object.keys(seventeenRow())

/** A statement that adds rows and names the seventeen columns. */
export function insertSeventeen(rows: readonly SeventeenRow[]): string {
  const values = rows.map((row) => `(${Object.values(row).map(sqlLiteral).join(', ')})`)
  return `INSERT INTO agent_audit (${seventeenColumns.join(', ')}) VALUES ${values.join(', ')};`
}

const schema = `PRAGMA journal_mode = WAL;
CREATE TABLE agent_audit (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL, step_id TEXT NOT NULL, timestamp TEXT NOT NULL, tool_name TEXT NOT NULL,
  parameters TEXT, result TEXT, error TEXT, duration_ms REAL, risk_level TEXT NOT NULL,
  approval_required INTEGER NOT NULL DEFAULT 0, approval_decision TEXT NOT NULL DEFAULT 'not_required', approved_by TEXT,
  approval_time_ms REAL, success INTEGER NOT NULL DEFAULT 1, parent_plan_id TEXT, created_at TEXT NOT NULL);
CREATE INDEX idx_audit_session ON agent_audit (session_id);
CREATE INDEX idx_audit_timestamp ON agent_audit (timestamp);
CREATE INDEX idx_audit_risk_level ON agent_audit (risk_level);
CREATE INDEX idx_audit_tool ON agent_audit (tool_name);
`

/** Has another program make a database of the seventeen columns and their indexes, with a write-ahead log. */
export function makeSeventeen(file: string, rows: readonly SeventeenRow[]): void {
  runSql(file, schema + insertSeventeen(rows))
}
