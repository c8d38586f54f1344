import type { AuditEntry } from './entry.js'

/**
 * The one mapping between the API and what is stored: each field of `AuditEntry` to its SQL column, JSON key and CSV
 * header, in the order of the table. The first seventeen are the schema that other programs know.
 */
export const columns = {
  id: 'id',
  sessionId: 'session_id',
  stepId: 'step_id',
  timestamp: 'timestamp',
  toolName: 'tool_name',
  parameters: 'parameters',
  result: 'result',
  error: 'error',
  durationMs: 'duration_ms',
  riskLevel: 'risk_level',
  approvalRequired: 'approval_required',
  approvalDecision: 'approval_decision',
  approvedBy: 'approved_by',
  approvalTimeMs: 'approval_time_ms',
  success: 'success',
  parentPlanId: 'parent_plan_id',
  createdAt: 'created_at',
  outcome: 'outcome',
  settledAt: 'settled_at',
  agentId: 'agent_id',
  toolCallId: 'tool_call_id',
  approvalReason: 'approval_reason',
  metadata: 'metadata',
  parametersSize: 'parameters_size',
  resultSize: 'result_size',
} as const

/** A field of `AuditEntry`. */
export type Field = keyof typeof columns

/** A column of the table `agent_audit`. */
export type Column = (typeof columns)[Field]

/** Every column, in the order of the table. */
export const columnNames: readonly Column[] = Object.values(columns satisfies Record<keyof AuditEntry, Column>)
