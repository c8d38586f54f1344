import { AuditError } from '../error.js'
import type { AuditRecord } from './record.js'

/** The version of the journal's records that this code writes, and the highest that it reads. */
export const recordVersion = 1

/** A record as one line of JSON for the journal. */
export function encodeRecord(record: AuditRecord): string {
  return JSON.stringify({ v: recordVersion, ...record })
}

/**
 * The record that `encodeRecord` wrote.
 *
 * @throws AuditError `DATABASE_NEWER` when a newer version wrote it, so that nothing it says is dropped by guessing.
 */
export function decodeRecord(text: string): AuditRecord {
  const { v, ...record } = JSON.parse(text) as AuditRecord & { v: number }
  if (v > recordVersion) {
    throw new AuditError(
      'DATABASE_NEWER',
      `The journal holds a record of version ${v}, and this Tallystick reads up to ${recordVersion}. Update tallystick to open this audit trail.`,
    )
  }
  return record
}
