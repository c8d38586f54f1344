import { columnNames } from '../../entry/columns.js'
import type { AuditRow } from '../../entry/row.js'
import type { AuditRecord, OutcomeRow } from '../../record/record.js'
import type { Database, SqlValue } from './database.js'

/** Columns that an outcome decides. */
const outcomeOwned = ['result', 'error', 'duration_ms', 'success', 'outcome', 'settled_at', 'result_size'] as const

/** Columns that an outcome carries. */
const outcomeColumns = [
  'id',
  'session_id',
  'step_id',
  'timestamp',
  'tool_name',
  'risk_level',
  'created_at',
  ...outcomeOwned,
] as const satisfies readonly (keyof OutcomeRow)[]

const intentOwned = columnNames.filter((column) => column !== 'id' && !outcomeOwned.some((owned) => owned === column))

/**
 * Adds a whole row. Where an outcome has made the row alone, which shows in parameters that nobody gave, an intent adds
 * what it knows, and an entry that is already settled, being the first word on the action, replaces it.
 */
export const applyRow: string = `
INSERT INTO agent_audit (${columnNames.join(', ')}) VALUES (${placeholders(columnNames)})
ON CONFLICT (id) DO UPDATE SET
  ${intentOwned.map((column) => `${column} = excluded.${column}`).join(', ')},
  ${outcomeOwned.map((column) => `${column} = iif(excluded.outcome = 'pending', ${column}, excluded.${column})`).join(', ')}
WHERE parameters IS NULL AND settled_at IS NOT NULL`

/** Settles a row that is pending, or makes one of what an outcome carries. The first outcome stands. */
const applyOutcome = `
INSERT INTO agent_audit (${outcomeColumns.join(', ')}) VALUES (${placeholders(outcomeColumns)})
ON CONFLICT (id) DO UPDATE SET ${outcomeOwned.map((column) => `${column} = excluded.${column}`).join(', ')}
WHERE outcome = 'pending'`

const applyImport = 'INSERT INTO agent_audit_imports (id) VALUES (?) ON CONFLICT DO NOTHING'

/** Applies one record, and says whether a row came of it or changed. Records may come in any order, and again. */
export function applyRecord(db: Database, record: AuditRecord): boolean {
  if (record.kind === 'outcome') return db.run(applyOutcome, outcomeValues(record.row)) > 0
  const changed = db.run(applyRow, rowValues(record.row)) > 0
  if (changed && record.kind === 'entry' && record.imported) db.run(applyImport, [record.row.id])
  return changed
}

/** The values of a row in the order of the table. */
export function rowValues(row: AuditRow): SqlValue[] {
  return columnNames.map((column) => row[column] ?? null)
}

function outcomeValues(row: OutcomeRow): SqlValue[] {
  return outcomeColumns.map((column) => row[column] ?? null)
}

function placeholders(columns: readonly string[]): string {
  return columns.map(() => '?').join(', ')
}
