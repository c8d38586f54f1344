import type { AuditRow } from '../entry/row.js'
import type { EntryCursor, EntryFilter, EntryQuery } from '../storage/query.js'
import type { StorageAdapter } from '../storage/storage-adapter.js'

/** Entries that are held at once while a whole trail is read. */
const pageSize = 250

/** Every row that matches, in pages that are read as they are asked for. Complete while others log. */
export async function* pagesOf(
  storage: StorageAdapter,
  filter: EntryFilter,
  order: EntryQuery['order'] = 'asc',
): AsyncGenerator<readonly AuditRow[], void, undefined> {
  let cursor: EntryCursor | undefined
  do {
    const rows = await storage.query({ ...filter, order, limit: pageSize, offset: 0, ...(cursor && { cursor }) })
    if (rows.length > 0) yield rows
    cursor = rows.length < pageSize ? undefined : rows.at(-1)
  } while (cursor)
}
