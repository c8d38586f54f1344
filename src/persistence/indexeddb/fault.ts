import { AuditError, toAuditError } from '../../error.js'

/** What IndexedDB threw, as an `AuditError`: `STORAGE_FULL` when the quota is spent, else `STORAGE_FAILED`. */
export function storageFault(error: unknown, location: string): AuditError {
  if (error instanceof Error && error.name === 'QuotaExceededError') {
    return new AuditError(
      'STORAGE_FULL',
      `The browser has no more room for ${location}. Free some, or keep entries for fewer days (\`retention\`).`,
      { cause: error },
    )
  }
  return toAuditError(error, 'STORAGE_FAILED', `${location} failed`)
}

/** The answer to every call after `close()`. */
export function closedFault(): AuditError {
  return new AuditError('STORE_CLOSED', 'The audit store was closed. Open it again to go on.')
}

/** Whether a value is there and the browser cannot read it: Chromium keeps large ones in files, which may be damaged. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'DataError')
}
