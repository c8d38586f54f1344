import type { AuditEntry } from '../entry/entry.js'
import type { AuditQuery } from '../store/filter.js'
import type { AuditStore } from '../store/audit-store.js'
import type { InspectorFilter } from './inspector-filter.js'

/** A place in the order of entries, which lasts when its entry is purged. */
export type Place = Pick<AuditEntry, 'timestamp' | 'id'>

/** As many as may be logged at once, and so at one time. */
const pageLength = 1_000

/** What asks for this entry and those after it: a cursor stands behind its entry, and this one just before. */
export function cursorAt({ timestamp, id }: Place): Place {
  return { timestamp, id: `${id} ` }
}

/** How many entries match from this one on, it included, newest first. */
export async function countFrom(
  source: Pick<AuditStore, 'query' | 'count'>,
  filter: InspectorFilter,
  place: Place,
): Promise<number> {
  const [older, tied] = await Promise.all([
    source.count({ ...filter, to: place.timestamp }),
    countTied(source, { ...filter, from: place.timestamp, limit: pageLength }, cursorAt(place)),
  ])
  return older + tied
}

/** Entries of one time are ordered by id, which a filter does not know: they are gone through. */
async function countTied(source: Pick<AuditStore, 'query'>, query: AuditQuery, cursor: Place): Promise<number> {
  const page = await source.query({ ...query, cursor })
  const last = page.at(-1)
  return last && page.length === pageLength ? pageLength + (await countTied(source, query, last)) : page.length
}
