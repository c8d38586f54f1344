import type { ApprovalDecision, Outcome, RiskLevel } from '../entry/entry.js'

/**
 * What the inspector shows, as plain data: an `AuditFilter` in which every choice is a list and every time is ISO 8601
 * text in UTC. What is absent does not restrict; there are no empty lists and no empty texts.
 */
export interface InspectorFilter {
  readonly sessionId?: readonly string[]
  readonly riskLevel?: readonly RiskLevel[]
  readonly approvalDecision?: readonly ApprovalDecision[]
  readonly outcome?: readonly Outcome[]
  readonly toolName?: readonly string[]
  readonly agentId?: readonly string[]
  readonly parentPlanId?: readonly string[]
  /** Inclusive. */
  readonly from?: string
  /** Exclusive. */
  readonly to?: string
  readonly text?: string
}

/** A field of the filter that holds a list. */
export type ListField = Exclude<keyof InspectorFilter, 'from' | 'to' | 'text'>

/** The filter with some of its fields replaced; an empty list, an empty text or undefined removes a field. */
export function withFields(
  filter: InspectorFilter,
  fields: { readonly [Name in keyof InspectorFilter]: InspectorFilter[Name] | undefined },
): InspectorFilter {
  const merged = Object.entries({ ...filter, ...fields }).filter(([, value]) => value !== undefined && value.length > 0)
  return Object.fromEntries(merged)
}

/** A list with one member put in, or taken out where it was in. */
export function toggled<Member extends string>(list: readonly Member[] | undefined, member: Member): readonly Member[] {
  if (list === undefined) return [member]
  return list.includes(member) ? list.filter((other) => other !== member) : [...list, member]
}

/** How many kinds of restriction the filter holds; a time range counts once. */
export function restrictionCount({ from, to, ...others }: InspectorFilter): number {
  return Object.keys(others).length + (from !== undefined || to !== undefined ? 1 : 0)
}

/** Whether two filters mean the same entries in the same words. */
export function sameFilter(one: InspectorFilter, other: InspectorFilter): boolean {
  return canonical(one) === canonical(other)
}

function canonical(filter: InspectorFilter): string {
  const fields = Object.entries(filter).map(([name, value]: [string, string | readonly string[]]) =>
    JSON.stringify([name, typeof value === 'string' ? value : value.toSorted(inText)]),
  )
  return fields.toSorted(inText).join()
}

function inText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
