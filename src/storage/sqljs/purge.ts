import type { PurgeRow, PurgeRule } from '../query.js'
import type { Database, Sql } from './database.js'
import { allOf, oneOf } from './filter.js'
import { isForeign } from './origin.js'

/** Removes the rows that the rules name, writes the record of each rule that removed some, and returns these records. */
export function purgeRows(db: Database, rules: readonly PurgeRule[], purgedAt: string): PurgeRow[] {
  const purges = db.transaction(() => rules.flatMap((rule) => applyRule(db, rule, purgedAt)))
  // SQLite leaves the bytes of deleted rows in the file until it is written anew.
  if (purges.length > 0) db.execute('VACUUM')
  return purges
}

/** How many rows the rules would remove. */
export function countPurged(db: Database, rules: readonly PurgeRule[]): number {
  const conditions = rules.map((rule) => due(db, rule))
  const sql = conditions.map((condition) => `(${condition.sql})`).join(' OR ')
  const parameters = conditions.flatMap((condition) => condition.parameters)
  return Number(db.value(`SELECT count(*) FROM agent_audit WHERE ${sql || 'FALSE'}`, parameters))
}

/** When the earliest row that a rule covers, due or not, was made. */
export function selectEarliest(db: Database, rule: PurgeRule): string | null {
  const { sql, parameters } = covered(db, rule)
  const timestamp = db.value(`SELECT min(timestamp) FROM agent_audit WHERE ${sql}`, parameters)
  return timestamp === null ? null : String(timestamp)
}

/** Every purge that removed something, the latest first. */
export function selectPurges(db: Database): PurgeRow[] {
  return db.json<PurgeRow>(
    `SELECT json_object('purgedAt', purged_at, 'rule', rule, 'before', before, 'count', count)
    FROM agent_audit_purges ORDER BY purged_at DESC, rowid DESC`,
  )
}

function applyRule(db: Database, rule: PurgeRule, purgedAt: string): PurgeRow[] {
  const { sql, parameters } = due(db, rule)
  const count = db.run(`DELETE FROM agent_audit WHERE ${sql}`, parameters)
  if (count === 0) return []
  db.run('DELETE FROM agent_audit_imports WHERE id NOT IN (SELECT id FROM agent_audit)')
  db.run('INSERT INTO agent_audit_purges (purged_at, rule, before, count) VALUES (?, ?, ?, ?)', [
    purgedAt,
    rule.rule,
    rule.before,
    count,
  ])
  return [{ purgedAt, rule: rule.rule, before: rule.before, count }]
}

/** Other programs' times may be no times: of such a row nobody can say that it is old. */
const isDated: Sql = { sql: "timestamp GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*'", parameters: [] }

function due(db: Database, rule: PurgeRule): Sql {
  return allOf([{ sql: 'timestamp < ?', parameters: [rule.before] }, covered(db, rule)])
}

function covered(db: Database, { riskLevel, sparesForeign }: PurgeRule): Sql {
  if (sparesForeign && isForeign(db)) return { sql: 'FALSE', parameters: [] }
  return allOf([
    isDated,
    ...(riskLevel ? [oneOf('risk_level', riskLevel)] : []),
    ...(sparesForeign ? [{ sql: 'id NOT IN (SELECT id FROM agent_audit_imports)', parameters: [] }] : []),
  ])
}
