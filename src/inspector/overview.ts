import type { AuditBucket, AuditSession, AuditStore } from '../store/audit-store.js'
import type { FilterChoice, FilterChoices } from './filter-bar.js'
import { type InspectorFilter, withFields } from './inspector-filter.js'
import { readSummary, type Summary } from './summary.js'

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
  const [sessions, summary, buckets, tools, agents] = await Promise.all([
    store.listSessions(withFields(filter, { sessionId: undefined })),
    readSummary(store, filter),
    store.histogram({ filter, buckets: bucketCount }),
    store.summarize({ filter: withFields(filter, { toolName: undefined }), by: 'tool' }),
    store.summarize({ filter: withFields(filter, { agentId: undefined }), by: 'agent' }),
  ])
  return { sessions, summary, buckets, choices: { tools: choicesOf(tools), agents: choicesOf(agents) } }
}

/** The most frequent first; entries that name none of it are not to be chosen. */
function choicesOf(groups: readonly { readonly key: string; readonly total: number }[]): readonly FilterChoice[] {
  return groups
    .filter(({ key }) => key !== '')
    .map(({ key, total }) => ({ value: key, total }))
    .toSorted((one, other) => other.total - one.total)
}
