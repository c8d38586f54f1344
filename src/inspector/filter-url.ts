import { approvalDecisions, outcomes, riskLevels } from '../entry/validate.js'
import { type InspectorFilter, type ListField, withFields } from './inspector-filter.js'

/** What the address of a page says about the inspector in it. */
export interface InspectorView {
  readonly filter: InspectorFilter
  /** The entry whose detail is open, or null. */
  readonly entryId: string | null
}

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

/**
 * What an address says under a name: `audit.risk=safe` under `audit`. Anybody can write one, so whatever is no filter in it is
 * left out.
 */
export function viewFromSearch(search: string, name: string): InspectorView {
  const params = paramsOf(search, name)
  const filter: InspectorFilter = {
    ...Object.fromEntries(
      Object.entries(lists).map(([field, [param, known]]) => [field, listOf(params.getAll(param), known)]),
    ),
    ...timeOf('from', params),
    ...timeOf('to', params),
    text: params.get('text') ?? '',
  }
  return { filter: withFields(filter, {}), entryId: params.get('entry') || null }
}

/**
 * The search part of an address, `?` included where it is not empty, with this view in place of the one that it had under the
 * name. All else that stands in the address stays as it is.
 */
export function searchOfView(search: string, { filter, entryId }: InspectorView, name: string): string {
  const kept = [...new URLSearchParams(search)].filter(([param]) => !param.startsWith(`${name}.`))
  const ours = Object.entries(filter).flatMap(([field, value]) =>
    (typeof value === 'string' ? [value] : value).map((member: string) => [`${name}.${nameOf(field)}`, member]),
  )
  const entry = entryId === null ? [] : [[`${name}.entry`, entryId]]
  const params = new URLSearchParams([...kept, ...ours, ...entry])
  return params.size > 0 ? `?${params}` : ''
}

function nameOf(field: string): string {
  const [name] = Object.entries(lists).find(([list]) => list === field)?.[1] ?? [field]
  return name
}

/** The parameters under a name, without it. */
function paramsOf(search: string, name: string): URLSearchParams {
  const ours = [...new URLSearchParams(search)].filter(([param]) => param.startsWith(`${name}.`))
  return new URLSearchParams(ours.map(([param, value]) => [param.slice(name.length + 1), value]))
}

function listOf(values: readonly string[], known: readonly string[] | null): readonly string[] {
  return [...new Set(values)].filter((value) => value !== '' && known?.includes(value) !== false)
}

function timeOf(field: 'from' | 'to', params: URLSearchParams): Pick<InspectorFilter, 'from' | 'to'> {
  const date = new Date(params.get(field) ?? '')
  const isUsable = date.getTime() >= Date.UTC(1) && date.getTime() < Date.UTC(10_000)
  return isUsable ? { [field]: date.toISOString() } : {}
}
