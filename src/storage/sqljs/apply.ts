import { type Column, columnNames } from '../../entry/columns.js'
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

/** Columns whose texts are long, so that it pays to bind them as bytes. */
const longColumns: ReadonlySet<Column> = new Set<Column>([
  'parameters',
  'result',
  'error',
  'metadata',
  'approval_reason',
])

/**
 * Adds a whole row. Where an outcome has made the row alone, which shows in parameters that nobody gave, an intent adds
 * what it knows, and an entry that is already settled, being the first word on the action, replaces it.
 */
const insertRow = `
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
  if (record.kind === 'outcome') return db.run(applyOutcome, valuesOf(db, outcomeColumns, record.row)) > 0
  const changed = applyRow(db, record.row)
  if (changed && record.kind === 'entry' && record.imported) db.run(applyImport, [record.row.id])
  return changed
}

/** Applies a whole row, and says whether it was added or changed another. */
export function applyRow(db: Database, row: AuditRow): boolean {
  return db.run(insertRow, valuesOf(db, columnNames, row)) > 0
}

function valuesOf(db: Database, columns: readonly Column[], row: Partial<AuditRow>): SqlValue[] {
  return columns.map((column) => {
    const value = row[column] ?? null
    return typeof value === 'string' && longColumns.has(column) ? db.castable(value) : value
  })
}

function placeholders(columns: readonly Column[]): string {
  return columns.map((column) => (longColumns.has(column) ? 'CAST(? AS TEXT)' : '?')).join(', ')
}
