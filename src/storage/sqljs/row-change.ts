import type { AuditRow } from '../../entry/row.js'

/** The name of what happened last to a row, which changes twice at most: when it is added, and when it is settled. */
export function changeOf({ id, settled_at }: AuditRow): string {
  return `${settled_at === null ? 'added' : 'settled'} ${id}`
}
