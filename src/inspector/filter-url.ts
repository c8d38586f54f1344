import { approvalDecisions, outcomes, riskLevels } from '../entry/validate.js'
import { type InspectorFilter, type ListField, withFields } from './inspector-filter.js'

/** What the address of a page says about the inspector in it. */
export interface InspectorView {
  readonly filter: InspectorFilter
  /** The entry whose detail is open, or null. */
  readonly entryId: string | null
}

/** Everything of ours begins so; what the host keeps in its address stays as it is. */
const prefix = 'audit.'

/** The name of each list in the address, and what it may hold; null for any text. */
const lists: Readonly<Record<ListField, readonly [name: string, known: readonly string[] | null]>> = {
  sessionId: ['session', null],
  riskLevel: ['risk', riskLevels],
  approvalDecision: ['decision', approvalDecisions],
  outcome: ['outcome', outcomes],
  toolName: ['tool', null],
  agentId: ['agent', null],
  parentPlanId: ['plan', null],
}

/** What an address says. Anybody can write one, so whatever is no filter in it is left out. */
export function viewFromSearch(search: string): InspectorView {
  const params = new URLSearchParams(search)
  const filter: InspectorFilter = {
    ...Object.fromEntries(
      Object.entries(lists).map(([field, [name, known]]) => [field, listOf(params.getAll(prefix + name), known)]),
    ),
    ...timeOf('from', params),
    ...timeOf('to', params),
    text: params.get(`${prefix}text`) ?? '',
  }
  return { filter: withFields(filter, {}), entryId: params.get(`${prefix}entry`) || null }
}

/** The search part of an address, `?` included where it is not empty, with this view in place of the one that it had. */
export function searchOfView(search: string, { filter, entryId }: InspectorView): string {
  const kept = [...new URLSearchParams(search)].filter(([name]) => !name.startsWith(prefix))
  const ours = Object.entries(filter).flatMap(([field, value]) =>
    (typeof value === 'string' ? [value] : value).map((member: string) => [nameOf(field), member]),
  )
  const entry = entryId === null ? [] : [[`${prefix}entry`, entryId]]
  const params = new URLSearchParams([...kept, ...ours, ...entry])
  return params.size > 0 ? `?${params}` : ''
}

function nameOf(field: string): string {
  const [name] = Object.entries(lists).find(([list]) => list === field)?.[1] ?? [field]
  return prefix + name
}

function listOf(values: readonly string[], known: readonly string[] | null): readonly string[] {
  return [...new Set(values)].filter((value) => value !== '' && known?.includes(value) !== false)
}

function timeOf(field: 'from' | 'to', params: URLSearchParams): Pick<InspectorFilter, 'from' | 'to'> {
  const date = new Date(params.get(prefix + field) ?? '')
  const isUsable = date.getTime() >= Date.UTC(1) && date.getTime() < Date.UTC(10_000)
  return isUsable ? { [field]: date.toISOString() } : {}
}
