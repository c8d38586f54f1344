import { AuditError } from './error.js'

/** The fault of what a newer version wrote: `what` is of a version that this one does not read. */
export function newerFault(what: string, version: number, known: number): AuditError {
  return new AuditError(
    'DATABASE_NEWER',
    `${what} is of version ${version}, and this Tallystick reads up to ${known}. Update tallystick wherever this audit trail is opened.`,
  )
}
