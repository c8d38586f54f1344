import type { OutcomeRow } from '../record/record.js'
import type { Redactor } from '../redaction/redactor.js'
import { keptJson } from './bound.js'
import type { AuditEntry, AuditEntryInput, AuditIntentInput, AuditOutcomeInput, JsonObject, Outcome } from './entry.js'
import { errorText } from './error-text.js'
import { entryOf, isObject } from './from-row.js'
import type { AuditRow } from './row.js'
import { shortenedText } from './shortened-text.js'
import { apiTimestamp, normalizedTimestamp, storedTimestamp } from './timestamp.js'
import { validEntry, validIntent, validOutcome } from './validate.js'
import { wellFormed } from './well-formed.js'

/** What making an entry needs from outside. */
export interface EntryContext {
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number
  /** Makes a new id; see `entryIds`. */
  readonly nextId: (epochMs: number) => string
  /** Characters that each of parameters, result, metadata, error and approvalReason may have: 64 or more, or Infinity. */
  readonly maxDataLength: number
  /** Takes secrets out before anything is bounded; null keeps them. */
  readonly redactor: Redactor | null
}

/** An entry, and the row that keeps it. */
export interface MadeEntry {
  readonly row: AuditRow
  readonly entry: AuditEntry
}

/**
 * A whole action, as `log()` takes it.
 *
 * @throws AuditError `ENTRY_INVALID`, naming the field.
 */
export function makeEntry(input: AuditEntryInput, context: EntryContext): MadeEntry {
  return make(validEntry(input), context)
}

/**
 * An action that is about to run, as `begin()` takes it: pending, and not a success yet.
 *
 * @throws AuditError `ENTRY_INVALID`, naming the field.
 */
export function makeIntent(input: AuditIntentInput, context: EntryContext): MadeEntry {
  return make({ ...validIntent(input), outcome: 'pending' }, context)
}

/**
 * What came of `entry`, as `settle()` takes it, and the entry as it is then.
 *
 * @throws AuditError `ENTRY_INVALID`, naming the field.
 */
export function makeOutcome(
  entry: AuditEntry,
  input: AuditOutcomeInput | undefined,
  context: EntryContext,
): { readonly row: OutcomeRow; readonly entry: AuditEntry } {
  const valid = validOutcome(input ?? {})
  const settledAt = storedTimestamp(context.now(), 'now')
  const result = keptResult(valid.result, context)
  const error = errorText(valid.error, context.maxDataLength, context.redactor)
  const outcome = valid.outcome ?? likelyOutcome(valid, error, entry.approvalDecision)
  const success = valid.success ?? outcome === 'succeeded'
  const durationMs = unsigned(valid.durationMs ?? 0)
  const row: OutcomeRow = {
    id: entry.id,
    session_id: entry.sessionId,
    step_id: entry.stepId,
    timestamp: normalizedTimestamp(entry.timestamp),
    tool_name: entry.toolName,
    risk_level: entry.riskLevel,
    // The intent's, so that it does not matter which of the two records is applied first.
    created_at: normalizedTimestamp(entry.createdAt),
    result: result.text,
    error,
    duration_ms: durationMs,
    success: Number(success),
    outcome,
    settled_at: settledAt,
    result_size: result.size,
  }
  const settled = { outcome, success, error, durationMs, result: result.value, resultSize: result.size }
  return { row, entry: { ...entry, ...settled, settledAt: apiTimestamp(settledAt) } }
}

function make(input: AuditEntryInput, context: EntryContext): MadeEntry {
  const { now, nextId, maxDataLength, redactor } = context
  const ms = now()
  const createdAt = storedTimestamp(ms, 'now')
  const parameters = keptObject(input.parameters ?? {}, 'parameters', context)
  const result = keptResult(input.result, context)
  const metadata = input.metadata ? keptObject(input.metadata, 'metadata', context) : null
  const error = errorText(input.error, maxDataLength, redactor)
  const approvalDecision = input.approvalDecision ?? 'not_required'
  const outcome = input.outcome ?? likelyOutcome(input, error, approvalDecision)
  const row: AuditRow = {
    id: wellFormed(input.id ?? nextId(ms)),
    session_id: wellFormed(input.sessionId),
    step_id: wellFormed(input.stepId),
    timestamp: input.timestamp === undefined ? createdAt : storedTimestamp(input.timestamp),
    tool_name: wellFormed(input.toolName),
    parameters: parameters.text,
    result: result.text,
    error,
    duration_ms: unsigned(input.durationMs ?? 0),
    risk_level: input.riskLevel,
    approval_required: Number(input.approvalRequired ?? false),
    approval_decision: approvalDecision,
    approved_by: textOrNull(input.approvedBy),
    approval_time_ms: input.approvalTimeMs == null ? null : unsigned(input.approvalTimeMs),
    success: Number(input.success ?? outcome === 'succeeded'),
    parent_plan_id: textOrNull(input.parentPlanId),
    created_at: createdAt,
    outcome,
    settled_at: null,
    agent_id: textOrNull(input.agentId),
    tool_call_id: textOrNull(input.toolCallId),
    approval_reason: keptReason(input.approvalReason, context),
    metadata: metadata?.text ?? null,
    parameters_size: parameters.size,
    result_size: result.size,
  }
  return {
    row,
    entry: entryOf(row, {
      parameters: parameters.value,
      result: result.value,
      metadata: metadata?.value ?? null,
    }),
  }
}

// A success that was said so counts more than an error beside it: tools warn and go on.
function likelyOutcome(
  { success }: Pick<AuditEntryInput, 'success'>,
  error: string | null,
  decision: AuditEntry['approvalDecision'],
): Exclude<Outcome, 'pending'> {
  if (success === true) return 'succeeded'
  if (decision === 'rejected') return 'denied'
  return success === false || (error !== null && error !== '') ? 'failed' : 'succeeded'
}

// Parameters that are no object once they are JSON (a Set, a URL) are kept under `value`.
function keptObject(
  value: object,
  field: 'parameters' | 'metadata',
  { maxDataLength, redactor }: EntryContext,
): { readonly text: string; readonly size: number; readonly value: JsonObject } {
  const kept = keptJson(value, { field, maxLength: maxDataLength, redactor, asObject: true })
  return { ...kept, value: isObject(kept.value) ? kept.value : {} }
}

function keptResult(
  value: unknown,
  { maxDataLength, redactor }: EntryContext,
): ReturnType<typeof keptJson> | typeof nothing {
  if (value === null || value === undefined) return nothing
  const kept = keptJson(value, { field: 'result', maxLength: maxDataLength, redactor })
  return kept.value === null ? nothing : kept
}

function keptReason(reason: string | null | undefined, { maxDataLength, redactor }: EntryContext): string | null {
  const text = textOrNull(reason)
  return text === null ? null : shortenedText(redactor ? redactor.text(text, 'approvalReason') : text, maxDataLength)
}

const nothing = { text: null, size: null, value: null }

// -0 is 0 in JSON, and so when it is read again.
function unsigned(ms: number): number {
  return ms + 0
}

function textOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : wellFormed(text)
}
