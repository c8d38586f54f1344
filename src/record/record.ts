import type { AuditRow } from '../entry/row.js'

/**
 * The columns that an outcome carries: those a row cannot do without, and those it decides. An outcome that is applied
 * before its intent makes the row; the intent then adds the rest.
 */
export type OutcomeRow = Pick<
  AuditRow,
  | 'id'
  | 'session_id'
  | 'step_id'
  | 'timestamp'
  | 'tool_name'
  | 'risk_level'
  | 'created_at'
  | 'result'
  | 'error'
  | 'duration_ms'
  | 'success'
  | 'outcome'
  | 'settled_at'
  | 'result_size'
>

/**
 * What the journal holds. The identity of a record is its row's id and its kind; the first one of an identity wins, so
 * applying a record again changes nothing, and records of different kinds may be applied in any order.
 *
 * - `entry`: a whole action, from `log()`; `imported` when it came from a file.
 * - `intent`: an action that is about to run, from `begin()`; its row's outcome is `pending`.
 * - `outcome`: what came of it, from `settle()`; its row's `settled_at` is never null.
 */
export type AuditRecord =
  | { readonly kind: 'entry'; readonly row: AuditRow; readonly imported?: true }
  | { readonly kind: 'intent'; readonly row: AuditRow }
  | { readonly kind: 'outcome'; readonly row: OutcomeRow }
