import { AuditError, type AuditErrorCode } from '../error.js'

/** A fault as it crosses from one thread to another, where errors lose what a class of their own adds to them. */
export interface PortableFault {
  readonly code: AuditErrorCode
  readonly message: string
  readonly cause: unknown
}

export function portableFault({ code, message, cause }: AuditError): PortableFault {
  return { code, message, cause: isPortable(cause) ? cause : new Error(String(cause)) }
}

export function faultOf({ code, message, cause }: PortableFault): AuditError {
  return new AuditError(code, message, { cause })
}

function isPortable(value: unknown): boolean {
  try {
    structuredClone(value)
    return true
  } catch {
    return false
  }
}
