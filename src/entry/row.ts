/**
 * An entry as its columns hold it: timestamps as `2026-11-23T07:38:04.998596+00:00`, always with six digits, so that
 * they compare as text; `parameters`, `result` and `metadata` as JSON text; booleans as 0 and 1.
 */
export interface AuditRow {
  readonly id: string
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
  readonly outcome: string
  readonly settled_at: string | null
  readonly agent_id: string | null
  readonly tool_call_id: string | null
  readonly approval_reason: string | null
  readonly metadata: string | null
  readonly parameters_size: number | null
  readonly result_size: number | null
}
