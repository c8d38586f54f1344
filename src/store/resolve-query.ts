import { normalizedTimestamp } from '../entry/timestamp.js'
import type { EntryCursor, EntryQuery } from '../storage/query.js'
import type { AuditQuery } from './filter.js'
import { filterFault, resolveFilter } from './resolve-filter.js'

const queryFields = ['order', 'limit', 'offset', 'cursor']

const defaultLimit = 100

/**
 * A query with its conveniences and defaults resolved.
 *
 * @throws AuditError `FILTER_INVALID`, which names the field.
 */
export function resolveQuery(query: AuditQuery = {}): EntryQuery {
  const filter = resolveFilter(query, queryFields)
  const { limit = defaultLimit, offset = 0, order, cursor } = query
  if (limit !== Infinity) checkWhole(limit, 'limit')
  checkWhole(offset, 'offset')
  const resolved = { ...filter, order: resolveOrder(order, 'newest'), limit, offset }
  return cursor === undefined ? resolved : { ...resolved, cursor: resolveCursor(cursor) }
}

/**
 * The order of a query in the adapter's words.
 *
 * @throws AuditError `FILTER_INVALID`.
 */
export function resolveOrder(order: AuditQuery['order'], fallback: 'newest' | 'oldest'): EntryQuery['order'] {
  const chosen = order ?? fallback
  if (chosen !== 'newest' && chosen !== 'oldest') throw filterFault('order', "has to be 'newest' or 'oldest'", chosen)
  return chosen === 'newest' ? 'desc' : 'asc'
}

/** An entry's own timestamp goes back to its stored form, also one of another program's that is no time at all. */
function resolveCursor(cursor: NonNullable<AuditQuery['cursor']>): EntryCursor {
  const { timestamp, id } = Object(cursor) as Partial<typeof cursor>
  if (typeof timestamp === 'string' && typeof id === 'string') return { timestamp: normalizedTimestamp(timestamp), id }
  throw filterFault('cursor', 'has to be an entry, or its timestamp and id', cursor)
}

function checkWhole(value: number, field: string): void {
  if (Number.isSafeInteger(value) && value >= 0) return
  throw filterFault(field, 'has to be a whole number, zero or more', value)
}
