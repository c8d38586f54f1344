import type { AuditRow } from '../entry/row.js'
import { asciiLower } from '../storage/ascii-lower.js'
import { type EntryFilter, searchedColumns } from '../storage/query.js'

/** Whether a row is one that the filter means, as a storage adapter would say. */
export function matches(filter: EntryFilter, row: AuditRow): boolean {
  return (
    among(filter.id, row.id) &&
    among(filter.sessionId, row.session_id) &&
    among(filter.riskLevel, row.risk_level) &&
    among(filter.toolName, row.tool_name) &&
    among(filter.approvalDecision, row.approval_decision) &&
    among(filter.outcome, row.outcome) &&
    among(filter.agentId, row.agent_id) &&
    among(filter.parentPlanId, row.parent_plan_id) &&
    (filter.success === undefined || Number(filter.success) === row.success) &&
    (filter.from === undefined || row.timestamp >= filter.from) &&
    (filter.to === undefined || row.timestamp < filter.to) &&
    (filter.text === undefined || contains(row, filter.text))
  )
}

function among(list: readonly string[] | undefined, value: string | null): boolean {
  return list === undefined || (value !== null && list.includes(value))
}

function contains(row: AuditRow, text: string): boolean {
  const plain = asciiLower(text)
  const inJson = asciiLower(JSON.stringify(text).slice(1, -1))
  return searchedColumns.some((column) => {
    const value = asciiLower(String(row[column] ?? ''))
    const isJson = column === 'parameters' || column === 'result'
    return value.includes(plain) || (isJson && value.includes(inJson))
  })
}
