import { described } from '../entry/complaint.js'
import type { Timestamp } from '../entry/entry.js'
import { approvalDecisions, outcomes, riskLevels } from '../entry/validate.js'
import { storedTimestamp } from '../entry/timestamp.js'
import { wellFormed } from '../entry/well-formed.js'
import { AuditError } from '../error.js'
import type { EntryFilter } from '../storage/query.js'
import type { AuditFilter } from './filter.js'

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

/**
 * A filter with its conveniences resolved. What it holds under the names of `others` is left alone.
 *
 * @throws AuditError `FILTER_INVALID`, which names the field.
 */
export function resolveFilter(filter: AuditFilter = {}, others: readonly string[] = []): EntryFilter {
  checkNames(filter, [...filterFields, ...others])
  return resolveFields(filter)
}

/** The fault of a field that breaks a rule, such as `has to be a text`. */
export function filterFault(field: string, rule: string, value: unknown): AuditError {
  return new AuditError('FILTER_INVALID', `${field} ${rule}, not ${described(value)}.`)
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
    if (typeof member !== 'string') throw filterFault(field, 'has to be a text or a list of texts', member)
    if (known?.includes(member) === false) throw filterFault(field, `has to be one of ${known.join(', ')}`, member)
    // As entries were made well-formed before they were stored.
    return wellFormed(member)
  })
}

function resolveBoolean(value: boolean, field: string): boolean {
  if (typeof value !== 'boolean') throw filterFault(field, 'has to be true or false', value)
  return value
}

function resolveText(value: string, field: string): string {
  if (typeof value !== 'string') throw filterFault(field, 'has to be a text', value)
  return wellFormed(value)
}

function resolveTime(value: Timestamp, field: string): string {
  return storedTimestamp(value, field, 'FILTER_INVALID')
}

function checkNames(filter: AuditFilter, known: readonly string[]): void {
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) {
    throw filterFault('filter', 'has to be an object', filter)
  }
  const unknown = Object.keys(filter).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new AuditError('FILTER_INVALID', `A filter has no field '${unknown}'. It may hold ${known.join(', ')}.`)
}
