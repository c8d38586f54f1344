import { AuditError } from './error.js'

/** The fault of what a newer version wrote; `found` says what it is, up to the number of its version. */
export function newerFault(found: string, version: number, known: number): AuditError {
  return new AuditError(
    'DATABASE_NEWER',
    `${found} ${version}, which a newer version wrote; this Tallystick reads up to ${known}. Update tallystick wherever this audit trail is opened.`,
  )
}
