import type { AuditRow } from '../../entry/row.js'

/** The name of what happened last to a row, which changes twice at most: when it is added, and when it is settled. */
export function changeOf({ id, settled_at }: AuditRow): string {
  return `${settled_at === null ? 'added' : 'settled'} ${id}`
}

/** When that happened, in milliseconds since 1970. */
export function lastChange({ created_at, settled_at }: AuditRow): number {
  return Date.parse(settled_at ?? created_at)
}
