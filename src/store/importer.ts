import { breath } from '../breath.js'
import { rowFromExport } from '../entry/import-row.js'
import type { EntryContext } from '../entry/make.js'
import type { AuditRow } from '../entry/row.js'
import { AuditError, toAuditError } from '../error.js'
import { isTextSource, textElements } from '../import/import-source.js'
import type { StorageAdapter } from '../storage/storage-adapter.js'
import type { ImportOptions, ImportSource } from './audit-store.js'
import type { WriterOptions } from './writer.js'

/** What is appended at once: so many entries, or so many characters of data. */
const batchLength = 500
const batchSize = 4_000_000

/** Appends what the source holds, a batch at a time, and resolves with how many entries were not there yet. */
export async function importEntries(
  source: ImportSource,
  { onProgress }: ImportOptions,
  { storage, context, onRow }: WriterOptions,
): Promise<number> {
  const countNew = await newCounter(storage)
  let imported = 0
  const keep = async (batch: readonly AuditRow[]): Promise<void> => {
    imported += await countNew(batch)
    await storage.append(batch.map((row) => ({ kind: 'entry', row, imported: true })))
    batch.forEach(onRow)
    onProgress?.({ imported })
  }
  await eachWhileNextComes(batches(rowsOf(source, context)), keep)
  return imported
}

/** How many entries of a batch are new. */
type CountNew = (batch: readonly AuditRow[]) => Promise<number>

/** Into an empty trail nothing needs to be asked: each question would have the replica catch up with the batch before. */
async function newCounter(storage: StorageAdapter): Promise<CountNew> {
  return (await storage.isEmpty()) ? unlikeBefore() : async (batch) => await notStored(storage, batch)
}

function unlikeBefore(): CountNew {
  const seen = new Set<string>()
  return async (batch) => {
    const before = seen.size
    for (const { id } of batch) seen.add(id)
    return seen.size - before
  }
}

async function notStored(storage: StorageAdapter, batch: readonly AuditRow[]): Promise<number> {
  const ids = [...new Set(batch.map(({ id }) => id))]
  return ids.length - (await storage.count({ id: ids }))
}

/** Does its work on each item in turn, and lets the next one be made meanwhile. */
async function eachWhileNextComes<T>(items: AsyncIterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  let working = Promise.resolve()
  try {
    for await (const item of items) {
      await working
      working = work(item)
      // Awaited below; the source may take its time until then.
      working.catch(() => undefined)
      // In memory nothing is waited for, and a page would stand still until the end.
      await breath()
    }
  } finally {
    await working
  }
}

async function* batches(rows: AsyncIterable<AuditRow>): AsyncGenerator<readonly AuditRow[], void, undefined> {
  let batch: AuditRow[] = []
  let size = 0
  try {
    for await (const row of rows) {
      batch.push(row)
      size += dataLength(row)
      if (batch.length < batchLength && size < batchSize) continue
      yield batch
      batch = []
      size = 0
    }
  } catch (error) {
    // What came before the fault is imported first.
    if (batch.length > 0) yield batch
    throw error
  }
  if (batch.length > 0) yield batch
}

function dataLength({ parameters, result, error, metadata }: AuditRow): number {
  return (parameters?.length ?? 0) + (result?.length ?? 0) + (error?.length ?? 0) + (metadata?.length ?? 0)
}

async function* rowsOf(source: ImportSource, context: EntryContext): AsyncGenerator<AuditRow, void, undefined> {
  checkSource(source)
  try {
    if (isTextSource(source)) {
      for await (const { text, place } of textElements(source))
        yield at(place, () => rowFromExport(JSON.parse(text), context))
      return
    }
    let index = 0
    for await (const entry of source) yield at(`index ${index++}`, () => rowFromExport(entryOf(entry), context))
  } catch (error) {
    throw toAuditError(error, 'IMPORT_INVALID', 'The source of the import failed')
  }
}

/** Streams of Node iterate over their chunks, which are no entries. */
function entryOf(item: unknown): unknown {
  if (typeof item !== 'string' && !(item instanceof Uint8Array)) return item
  throw new TypeError('It is text or bytes. Pass a text whole, and a stream of Node as Readable.toWeb(stream).')
}

function at<T>(place: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AuditError('IMPORT_INVALID', `The import holds no entry at ${place}: ${reason}`, { cause: error })
  }
}

function checkSource(source: unknown): void {
  const isText = typeof source === 'string'
  const isObject = typeof source === 'object' && source !== null
  if (isText || (isObject && (Symbol.iterator in source || Symbol.asyncIterator in source || 'getReader' in source)))
    return
  throw new AuditError(
    'IMPORT_INVALID',
    'importEntries() takes the text or bytes of an export, a stream of them, or entries.',
  )
}
