import type { Approval } from './approval/approval.js'

/**
 * What went wrong, as a closed set that programs can branch on.
 *
 * - `ENTRY_INVALID`: an entry breaks its contract; the message names the field. Nothing was kept.
 * - `ENTRY_NOT_FOUND`: `settle()` names an entry that is not stored.
 * - `FILTER_INVALID`: a filter, limit, cursor or column list is not usable.
 * - `OPTION_INVALID`: an option of `openAuditStore()` or of another call is not usable.
 * - `IMPORT_INVALID`: an imported file holds something that is no entry; the message says where.
 * - `STORAGE_FULL`: the disk or the browser's quota is spent. The entry was not kept; log again once there is room.
 * - `STORAGE_FAILED`: the storage answered with another fault, kept as `cause`.
 * - `STORE_CLOSED`: the store was used after `close()`.
 * - `DATABASE_INVALID`: the file is not an SQLite database, or is damaged.
 * - `DATABASE_FOREIGN`: the database holds other tables than an audit trail's.
 * - `DATABASE_NEWER`: a newer version of Tallystick wrote it.
 * - `DATABASE_UNREADABLE`: the file or folder cannot be opened (permissions, a folder in its place).
 * - `DATABASE_BUSY`: another program has changes under way beside the file (`-wal`, `-journal`), or holds it.
 * - `DATABASE_REMOTE`: the file lies on a network file system, where durability cannot be promised.
 * - `JOURNAL_DAMAGED`: a part of the journal could not be read; it was skipped and kept aside.
 * - `NOT_DURABLE`: no durable storage is to be had here, so entries are kept in memory only.
 * - `SQLITE_UNAVAILABLE`: the WebAssembly of sql.js, or a module that is loaded only when it is needed, could not be loaded.
 * - `LISTENER_FAILED`: a listener of `subscribe()` threw. The trail is not affected.
 * - `APPROVAL_DENIED`: a recorded call was not approved, and did not run. `approval` says who decided, and why.
 * - `AUDIT_UNAVAILABLE`: a recorded call, or what came of it, could not be written down. The message says whether it ran.
 * - `CALLBACK_FAILED`: a function that was passed as an option threw, or gave what it may not. The message says what was
 *   done instead.
 */
export type AuditErrorCode =
  | 'ENTRY_INVALID'
  | 'ENTRY_NOT_FOUND'
  | 'FILTER_INVALID'
  | 'OPTION_INVALID'
  | 'IMPORT_INVALID'
  | 'STORAGE_FULL'
  | 'STORAGE_FAILED'
  | 'STORE_CLOSED'
  | 'DATABASE_INVALID'
  | 'DATABASE_FOREIGN'
  | 'DATABASE_NEWER'
  | 'DATABASE_UNREADABLE'
  | 'DATABASE_BUSY'
  | 'DATABASE_REMOTE'
  | 'JOURNAL_DAMAGED'
  | 'NOT_DURABLE'
  | 'SQLITE_UNAVAILABLE'
  | 'LISTENER_FAILED'
  | 'APPROVAL_DENIED'
  | 'AUDIT_UNAVAILABLE'
  | 'CALLBACK_FAILED'

/** What an `AuditError` carries besides its message. */
export interface AuditErrorOptions extends ErrorOptions {
  readonly approval?: Approval | undefined
}

/** The one class of error that Tallystick throws: branch on `code`, read `message`, follow `cause`. */
export class AuditError extends Error {
  override readonly name = 'AuditError'
  /** What went wrong; one of a closed set. */
  readonly code: AuditErrorCode
  /** What was decided of the call, where the code is `APPROVAL_DENIED`. */
  declare readonly approval?: Approval

  constructor(code: AuditErrorCode, message: string, options?: AuditErrorOptions) {
    super(message, options)
    this.code = code
    if (options?.approval) this.approval = options.approval
  }
}

/** Told of every fault, those of unawaited calls and of background work included. */
export type FaultListener = (fault: AuditError) => void

/** Returns `error` itself when it is an `AuditError` already, else wraps it with `code`, `message` and the error as `cause`. */
export function toAuditError(error: unknown, code: AuditErrorCode, message: string): AuditError {
  if (error instanceof AuditError) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new AuditError(code, `${message}: ${detail}`, { cause: error })
}
