import type { AuditRow } from '../../entry/row.js'
import type { EntryCursor } from '../query.js'
import type { Database, Sql } from './database.js'
import { typedColumn } from './schema.js'
import { storedMilliseconds } from './stored-milliseconds.js'
import { compareText } from './text-order.js'

/** What filters, overviews and orders look at: all columns but those that only a text search looks into. */
type FactColumn =
  | 'id'
  | 'session_id'
  | 'timestamp'
  | 'tool_name'
  | 'risk_level'
  | 'approval_decision'
  | 'outcome'
  | 'agent_id'
  | 'parent_plan_id'
  | 'success'
  | 'duration_ms'
  | 'approval_time_ms'

/** In the order of `Values`. */
const factColumns: readonly FactColumn[] = [
  'id',
  'session_id',
  'timestamp',
  'tool_name',
  'risk_level',
  'approval_decision',
  'outcome',
  'agent_id',
  'parent_plan_id',
  'success',
  'duration_ms',
  'approval_time_ms',
]

/** What of a row filters, overviews and orders are made of. */
export interface Fact extends Pick<AuditRow, FactColumn> {
  /** The number of the row in its table; null in a table of another program whose rows have none. */
  readonly rowid: number | null
  /** Its time in milliseconds since 1970; null for what is no time. */
  readonly ms: number | null
}

/** Texts that were met before, so that equal ones take their room once. */
export type KnownTexts = Map<string, string>

type Values = readonly [
  rowid: number | null,
  id: string,
  session: string,
  timestamp: string,
  tool: string,
  risk: string,
  decision: string,
  outcome: string,
  agent: string | null,
  plan: string | null,
  success: number,
  duration: number | null,
  approvalTime: number | null,
]

/** Whether rows have numbers that JavaScript can hold: those of another program's table `WITHOUT ROWID` have none. */
export function isNumbered(db: Database): boolean {
  if (db.value("SELECT wr FROM pragma_table_list('agent_audit')") !== 0) return false
  return Number(db.value('SELECT max(rowid) FROM agent_audit')) < 2 ** 52
}

/** The facts of the rows for which a condition holds, ordered by (timestamp, id). */
export function readFacts(db: Database, { sql, parameters }: Sql, known: KnownTexts): Fact[] {
  const columns = [isNumbered(db) ? 'rowid' : 'NULL', ...factColumns.map(typedColumn)]
  return db.made((row) => toFact(row as Values, known), {
    sql: `SELECT json_array(${columns.join(', ')}) FROM agent_audit WHERE ${sql} ORDER BY timestamp, id`,
    parameters,
  })
}

/** Compares two facts in the order of entries, (timestamp, id). */
export function compareFacts(one: EntryCursor, other: EntryCursor): number {
  return compareText(one.timestamp, other.timestamp) || compareText(one.id, other.id)
}

function toFact(values: Values, known: KnownTexts): Fact {
  const [rowid, id, session, timestamp, tool, risk, decision, outcome, agent, plan, success, duration, approval] =
    values
  return {
    rowid,
    id,
    session_id: once(session, known),
    timestamp,
    tool_name: once(tool, known),
    risk_level: once(risk, known),
    approval_decision: once(decision, known),
    outcome: once(outcome, known),
    agent_id: agent === null ? null : once(agent, known),
    parent_plan_id: plan === null ? null : once(plan, known),
    success,
    duration_ms: duration,
    approval_time_ms: approval,
    ms: storedMilliseconds(timestamp),
  }
}

function once(text: string, known: KnownTexts): string {
  const before = known.get(text)
  if (before !== undefined) return before
  known.set(text, text)
  return text
}
