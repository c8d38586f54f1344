import { described } from '../entry/complaint.js'
import type { Timestamp } from '../entry/entry.js'
import { approvalDecisions, outcomes, riskLevels } from '../entry/validate.js'
import { normalizedTimestamp, storedTimestamp } from '../entry/timestamp.js'
import { wellFormed } from '../entry/well-formed.js'
import { AuditError } from '../error.js'
import type { EntryCursor, EntryFilter, EntryQuery } from '../storage/query.js'
import type { AuditFilter, AuditQuery } from './filter.js'

/** Fields that take one text or a list of them, each with the texts that it may hold; null for any. */
const listFields = {
  sessionId: null,
  riskLevel: riskLevels,
  toolName: null,
  approvalDecision: approvalDecisions,
  outcome: outcomes,
  agentId: null,
  parentPlanId: null,
} as const satisfies Partial<Record<keyof AuditFilter, readonly string[] | null>>

const filterFields = [...Object.keys(listFields), 'success', 'from', 'to', 'text']
const queryFields = [...filterFields, 'order', 'limit', 'offset', 'cursor']

const defaultLimit = 100

/**
 * A filter with its conveniences resolved.
 *
 * @throws AuditError `FILTER_INVALID`, which names the field.
 */
export function resolveFilter(filter: AuditFilter = {}): EntryFilter {
  checkNames(filter, filterFields)
  return resolveFields(filter)
}

/**
 * A query with its conveniences and defaults resolved.
 *
 * @throws AuditError `FILTER_INVALID`, which names the field.
 */
export function resolveQuery(query: AuditQuery = {}): EntryQuery {
  checkNames(query, queryFields)
  const { limit = defaultLimit, offset = 0 } = query
  if (limit !== Infinity) checkWhole(limit, 'limit')
  checkWhole(offset, 'offset')
  return {
    ...resolveFields(query),
    order: resolveOrder(query.order, 'newest'),
    limit,
    offset,
    ...given('cursor', query.cursor, resolveCursor),
  }
}

/**
 * The order of a query in the adapter's words.
 *
 * @throws AuditError `FILTER_INVALID`.
 */
export function resolveOrder(order: AuditQuery['order'], fallback: 'newest' | 'oldest'): EntryQuery['order'] {
  const chosen = order ?? fallback
  if (chosen !== 'newest' && chosen !== 'oldest') throw invalid('order', "has to be 'newest' or 'oldest'", chosen)
  return chosen === 'newest' ? 'desc' : 'asc'
}

function resolveFields(filter: AuditFilter): EntryFilter {
  const lists: Partial<Record<keyof typeof listFields, readonly string[]>> = {}
  for (const field of Object.keys(listFields) as (keyof typeof listFields)[]) {
    const value = filter[field]
    if (value !== undefined) lists[field] = resolveList(field, value)
  }
  return {
    ...lists,
    ...given('success', filter.success, resolveBoolean),
    ...given('from', filter.from, resolveTime),
    ...given('to', filter.to, resolveTime),
    ...given('text', filter.text === '' ? undefined : filter.text, resolveText),
  }
}

/** `{ [field]: resolve(value, field) }`, or nothing where there is no value. */
function given<Field extends string, Value, Resolved>(
  field: Field,
  value: Value | undefined,
  resolve: (value: Value, field: Field) => Resolved,
): { readonly [name in Field]?: Resolved } {
  return value === undefined ? {} : ({ [field]: resolve(value, field) } as { [name in Field]: Resolved })
}

function resolveList(field: keyof typeof listFields, value: string | readonly string[]): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  const known: readonly string[] | null = listFields[field]
  return list.map((member) => {
    if (typeof member !== 'string') throw invalid(field, 'has to be a text or a list of texts', member)
    if (known?.includes(member) === false) throw invalid(field, `has to be one of ${known.join(', ')}`, member)
    // As entries were made well-formed before they were stored.
    return wellFormed(member)
  })
}

function resolveBoolean(value: boolean, field: string): boolean {
  if (typeof value !== 'boolean') throw invalid(field, 'has to be true or false', value)
  return value
}

function resolveText(value: string, field: string): string {
  if (typeof value !== 'string') throw invalid(field, 'has to be a text', value)
  return wellFormed(value)
}

function resolveTime(value: Timestamp, field: string): string {
  return storedTimestamp(value, field, 'FILTER_INVALID')
}

/** An entry's own timestamp goes back to its stored form, also one of another program's that is no time at all. */
function resolveCursor(cursor: NonNullable<AuditQuery['cursor']>, field: string): EntryCursor {
  const { timestamp, id } = Object(cursor) as Partial<typeof cursor>
  if (typeof timestamp === 'string' && typeof id === 'string') return { timestamp: normalizedTimestamp(timestamp), id }
  throw invalid(field, 'has to be an entry, or its timestamp and id', cursor)
}

function checkWhole(value: number, field: string): void {
  if (!Number.isSafeInteger(value) || value < 0) throw invalid(field, 'has to be a whole number, zero or more', value)
}

function checkNames(filter: AuditFilter, known: readonly string[]): void {
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) {
    throw invalid('filter', 'has to be an object', filter)
  }
  const unknown = Object.keys(filter).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new AuditError('FILTER_INVALID', `A filter has no field '${unknown}'. It may hold ${known.join(', ')}.`)
}

function invalid(field: string, rule: string, value: unknown): AuditError {
  return new AuditError('FILTER_INVALID', `${field} ${rule}, not ${described(value)}.`)
}
