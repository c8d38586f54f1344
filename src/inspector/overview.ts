import type { AuditBucket, AuditSession, AuditStore } from '../store/audit-store.js'
import type { FilterChoice, FilterChoices } from './filter-bar.js'
import { type InspectorFilter, withFields } from './inspector-filter.js'
import { type Summary, summaryOf } from './summary.js'

/** Everything around the entries, for one filter. */
export interface Overview {
  readonly sessions: readonly AuditSession[]
  readonly summary: Summary
  readonly buckets: readonly AuditBucket[]
  readonly choices: FilterChoices
}

/** Bars of the histogram. */
const bucketCount = 80

/**
 * Reads what stands around the entries. What is chosen from is counted as if nothing of its kind were chosen, so that the other
 * choices stay in sight.
 */
export async function readOverview(store: AuditStore, filter: InspectorFilter): Promise<Overview> {
  // The first, since there may be thousands of them to bring over while the others are counted.
  const listed = store.listSessions(withFields(filter, { sessionId: undefined }))
  const byTool = store.summarize({ filter, by: 'tool' })
  const [sessions, tools, buckets, toolChoices, agentChoices] = await Promise.all([
    listed,
    byTool,
    store.histogram({ filter, buckets: bucketCount }),
    filter.toolName ? store.summarize({ filter: withFields(filter, { toolName: undefined }), by: 'tool' }) : byTool,
    store.summarize({ filter: withFields(filter, { agentId: undefined }), by: 'agent' }),
  ])
  const choices = { tools: choicesOf(toolChoices), agents: choicesOf(agentChoices) }
  return { sessions, summary: summaryOf(tools), buckets, choices }
}

/** The most frequent first; entries that name none of it are not to be chosen. */
function choicesOf(groups: readonly { readonly key: string; readonly total: number }[]): readonly FilterChoice[] {
  return groups
    .filter(({ key }) => key !== '')
    .map(({ key, total }) => ({ value: key, total }))
    .toSorted((one, other) => other.total - one.total)
}
