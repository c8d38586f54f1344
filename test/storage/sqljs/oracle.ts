import * as fc from 'fast-check'
import type { Column } from '../../../src/entry/columns.js'
import type { AuditRow } from '../../../src/entry/row.js'
import { type EntryFilter, type EntryQuery, searchedColumns } from '../../../src/storage/query.js'
import { row as rowOf } from './place.js'

const names: Partial<Record<keyof EntryFilter, Column>> = {
  id: 'id',
  sessionId: 'session_id',
  riskLevel: 'risk_level',
  toolName: 'tool_name',
  approvalDecision: 'approval_decision',
  outcome: 'outcome',
  agentId: 'agent_id',
  parentPlanId: 'parent_plan_id',
}

/** Whether a row matches, by the words of the contract alone. */
export function matches(row: AuditRow, filter: EntryFilter): boolean {
  const listed = Object.entries(names).every(([field, column]) => {
    const values = filter[field as keyof EntryFilter] as readonly string[] | undefined
    return values === undefined || values.includes(String(row[column]))
  })
  return (
    listed &&
    (filter.success === undefined || row.success === Number(filter.success)) &&
    (filter.from === undefined || row.timestamp >= filter.from) &&
    (filter.to === undefined || row.timestamp < filter.to) &&
    (filter.text === undefined || holdsText(row, filter.text))
  )
}

/** What a query should give. */
export function answer(rows: readonly AuditRow[], query: EntryQuery): AuditRow[] {
  const { cursor, order, offset, limit } = query
  const direction = order === 'asc' ? 1 : -1
  return rows
    .filter((row) => matches(row, query) && (!cursor || compare(row, cursor) * direction > 0))
    .toSorted((one, other) => compare(one, other) * direction)
    .slice(offset, offset + limit)
}

/** The rows under the keys that they have. */
export function grouped(rows: readonly AuditRow[], key: (row: AuditRow) => string): ReadonlyMap<string, AuditRow[]> {
  const groups = new Map<string, AuditRow[]>()
  for (const each of rows) groups.set(key(each), [...(groups.get(key(each)) ?? []), each])
  return groups
}

interface Place {
  readonly timestamp: string
  readonly id: string
}

function compare(one: Place, other: Place): number {
  return compareText(one.timestamp, other.timestamp) || compareText(one.id, other.id)
}

function compareText(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}

function holdsText(row: AuditRow, text: string): boolean {
  const spellings = [text, JSON.stringify(text).slice(1, -1)].map(lower)
  return searchedColumns.some((column) => {
    const held = lower(String(row[column] ?? ''))
    return column === 'tool_name' || column === 'error'
      ? held.includes(lower(text))
      : spellings.some((s) => held.includes(s))
  })
}

function lower(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** Texts that are wildcards, quotes, line ends or more than one unit long to somebody. */
const awkward = fc.constantFrom(
  '%',
  '_',
  "'",
  '"',
  '\\',
  '\0',
  'é',
  'É',
  '😀',
  'Aa',
  'aA',
  '\n',
  "';--",
  '[',
  '*',
  'a\0b',
  '',
)
const text = fc.array(awkward, { maxLength: 4 }).map((parts) => parts.join(''))
const few = fc.constantFrom('', 'one', 'two', "th'ree", 'f\0ur')
const timestamps = fc.integer({ min: 0, max: 5 }).map((second) => `2026-11-23T07:38:0${second}.000000+00:00`)
const risk = fc.constantFrom('safe', 'moderate', 'destructive', 'critical')
const decision = fc.constantFrom('approved', 'rejected', 'auto', 'not_required')
const outcome = fc.constantFrom('pending', 'succeeded', 'failed', 'denied')
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null })

/** A row of any kind; few values, so that filters meet. */
export const anyRow: fc.Arbitrary<AuditRow> = fc
  .record({
    session_id: few,
    timestamp: timestamps,
    tool_name: text,
    parameters: text.map((value) => JSON.stringify({ value })),
    result: maybe(text.map((value) => JSON.stringify(value))),
    error: maybe(text),
    duration_ms: fc.double({ min: 0, max: 1e9, noNaN: true }),
    risk_level: risk,
    approval_decision: decision,
    approval_time_ms: maybe(fc.double({ min: 0, max: 1e6, noNaN: true })),
    success: fc.constantFrom(0, 1),
    parent_plan_id: maybe(few),
    outcome,
    agent_id: maybe(few),
    metadata: maybe(text.map((value) => JSON.stringify({ [value]: value }))),
    parameters_size: maybe(fc.nat({ max: 2 ** 40 })),
  })
  .map((given) => rowOf(given))

const list = (value: fc.Arbitrary<string>): fc.Arbitrary<string[]> => fc.array(value, { maxLength: 3 })

const anyFilter: fc.Arbitrary<EntryFilter> = fc.record(
  {
    sessionId: list(few),
    riskLevel: list(risk),
    toolName: list(text),
    approvalDecision: list(decision),
    outcome: list(outcome),
    agentId: list(few),
    parentPlanId: list(few),
    success: fc.boolean(),
    from: timestamps,
    to: timestamps,
    text: text.filter((value) => value !== ''),
  },
  { requiredKeys: [] },
)

/** Filters of many fields hardly ever match, so half have none. */
export const maybeFilter: fc.Arbitrary<EntryFilter> = fc.oneof(anyFilter, fc.constant({}))

export const anyQuery: fc.Arbitrary<EntryQuery> = fc
  .tuple(
    maybeFilter,
    fc.record(
      {
        order: fc.constantFrom('asc' as const, 'desc' as const),
        limit: fc.oneof(fc.nat({ max: 5 }), fc.constant(Infinity)),
        offset: fc.nat({ max: 3 }),
        cursor: fc.record({ timestamp: timestamps, id: fc.constantFrom('', 'id-000020', 'z') }),
      },
      { requiredKeys: ['order', 'limit', 'offset'] },
    ),
  )
  .map(([filter, page]) => Object.assign({}, filter, page))
