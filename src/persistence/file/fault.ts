import { AuditError, type AuditErrorCode } from '../../error.js'

/** The operating system's code of a fault, `ENOSPC` for instance; null when it carries none. */
export function faultCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** A failed write as the persistence's callers know it: `STORAGE_FULL` where room is what lacks, else `STORAGE_FAILED`. */
export function storageFault(error: unknown, what: string): AuditError {
  if (error instanceof AuditError) return error
  const full = fullCodes.has(faultCode(error) ?? '')
  const code: AuditErrorCode = full ? 'STORAGE_FULL' : 'STORAGE_FAILED'
  const advice = full ? 'Make room, then log again' : 'Look at the folder and its permissions'
  const detail = error instanceof Error ? error.message : String(error)
  return new AuditError(code, `${what}: ${detail}. ${advice}.`, { cause: error })
}

/** What `read` gives, or `absent` when the file or a folder on its way is not there. */
export function ifPresent<Value, Absent>(read: () => Value, absent: Absent): Value | Absent {
  try {
    return read()
  } catch (error) {
    if (faultCode(error) === 'ENOENT') return absent
    throw error
  }
}
