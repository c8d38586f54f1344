import type { ApprovalDecision, AuditEntry, JsonObject, JsonValue, Outcome, RiskLevel } from './entry.js'
import type { AuditRow } from './row.js'
import { apiTimestamp, normalizedTimestamp } from './timestamp.js'

/** The JSON columns of an entry, as values. */
export type JsonFields = Pick<AuditEntry, 'parameters' | 'result' | 'metadata'>

/**
 * A row as an entry. Takes rows of other programs as they are: what is not JSON comes as text, parameters that are no
 * object under `value`, and an unknown risk level under its own name.
 */
export function toEntry(row: AuditRow): AuditEntry {
  return entryOf(row, {
    parameters: row.parameters === null ? {} : asObject(parsed(row.parameters)),
    result: row.result === null ? null : parsed(row.result),
    metadata: row.metadata === null ? null : asObject(parsed(row.metadata)),
  })
}

/** The entry of a row whose JSON columns are known as values already. */
export function entryOf(row: AuditRow, json: JsonFields): AuditEntry {
  return {
    id: row.id,
    sessionId: row.session_id,
    stepId: row.step_id,
    timestamp: apiTimestamp(row.timestamp),
    toolName: row.tool_name,
    parameters: json.parameters,
    result: json.result,
    error: row.error,
    durationMs: row.duration_ms ?? 0,
    riskLevel: row.risk_level as RiskLevel,
    approvalRequired: row.approval_required !== 0,
    approvalDecision: row.approval_decision as ApprovalDecision,
    approvedBy: row.approved_by,
    approvalTimeMs: row.approval_time_ms,
    success: row.success !== 0,
    parentPlanId: row.parent_plan_id,
    createdAt: apiTimestamp(row.created_at),
    outcome: row.outcome as Outcome,
    settledAt: row.settled_at === null ? null : apiTimestamp(row.settled_at),
    agentId: row.agent_id,
    toolCallId: row.tool_call_id,
    approvalReason: row.approval_reason,
    metadata: json.metadata,
    parametersSize: row.parameters_size,
    resultSize: row.result_size,
  }
}

/** The row of an entry: the inverse of `toEntry`. */
export function toRow(entry: AuditEntry): AuditRow {
  return {
    id: entry.id,
    session_id: entry.sessionId,
    step_id: entry.stepId,
    timestamp: normalizedTimestamp(entry.timestamp),
    tool_name: entry.toolName,
    parameters: JSON.stringify(entry.parameters),
    result: jsonText(entry.result),
    error: entry.error,
    duration_ms: entry.durationMs,
    risk_level: entry.riskLevel,
    approval_required: Number(entry.approvalRequired),
    approval_decision: entry.approvalDecision,
    approved_by: entry.approvedBy,
    approval_time_ms: entry.approvalTimeMs,
    success: Number(entry.success),
    parent_plan_id: entry.parentPlanId,
    created_at: normalizedTimestamp(entry.createdAt),
    outcome: entry.outcome,
    settled_at: entry.settledAt === null ? null : normalizedTimestamp(entry.settledAt),
    agent_id: entry.agentId,
    tool_call_id: entry.toolCallId,
    approval_reason: entry.approvalReason,
    metadata: jsonText(entry.metadata),
    parameters_size: entry.parametersSize,
    result_size: entry.resultSize,
  }
}

/** What a JSON column holds; the text itself where it is no JSON. */
export function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return text
  }
}

/** The value itself where it is an object, else one that holds it as `value`. */
export function asObject(value: JsonValue): JsonObject {
  return isObject(value) ? value : { value }
}

/** Whether a JSON value is an object. */
export function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function jsonText(value: JsonValue): string | null {
  return value === null ? null : JSON.stringify(value)
}
