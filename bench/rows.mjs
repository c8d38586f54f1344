import { columnNames } from './.built/dist/entry/columns.js'
import { decodeRecord } from './.built/dist/record/codec.js'
import { createIndexes, createTable } from './.built/dist/storage/sqljs/schema.js'

/** The table and the indexes that ours has: what a peer gets, so that both keep the same. */
export const schema = `${createTable.replace('CREATE TABLE', 'CREATE TABLE IF NOT EXISTS')};\n${createIndexes}`

/** The table as other programs make it, with our columns and the four plain indexes. */
export const plainSchema = `
  CREATE TABLE agent_audit (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL,
    step_id TEXT NOT NULL,
    timestamp TEXT NOT NULL,
    tool_name TEXT NOT NULL,
    parameters TEXT,
    result TEXT,
    error TEXT,
    duration_ms REAL,
    risk_level TEXT NOT NULL,
    approval_required INTEGER NOT NULL DEFAULT 0,
    approval_decision TEXT NOT NULL DEFAULT 'not_required',
    approved_by TEXT,
    approval_time_ms REAL,
    success INTEGER NOT NULL DEFAULT 1,
    parent_plan_id TEXT,
    created_at TEXT NOT NULL,
    outcome TEXT,
    settled_at TEXT,
    agent_id TEXT,
    tool_call_id TEXT,
    approval_reason TEXT,
    metadata TEXT,
    parameters_size INTEGER,
    result_size INTEGER
  );
  CREATE INDEX idx_audit_session ON agent_audit (session_id);
  CREATE INDEX idx_audit_timestamp ON agent_audit (timestamp);
  CREATE INDEX idx_audit_risk_level ON agent_audit (risk_level);
  CREATE INDEX idx_audit_tool ON agent_audit (tool_name);`

export const insert = `INSERT INTO agent_audit (${columnNames.join(', ')}) VALUES (${columnNames.map((name) => `@${name}`).join(', ')})`

/** The row in a frame, ready to be inserted: a peer is spared all but the inserting. */
export function rowOf(frame) {
  return decodeRecord(frame).row
}

/** The values of a row in the order of the columns. */
export function valuesOf(row) {
  return columnNames.map((column) => row[column] ?? null)
}

let serial = 0

/** The same row as if it were logged once more, under an id of its own that sorts after those before it. */
export function renewed(row) {
  return { ...row, id: `peer-${String(serial++).padStart(20, '0')}` }
}
