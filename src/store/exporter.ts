import { columns, type Field } from '../entry/columns.js'
import { AuditError } from '../error.js'
import { byteStream } from '../export/byte-stream.js'
import { csvEncoder, defaultFields } from '../export/csv.js'
import { encodePages, type RowEncoder } from '../export/encoder.js'
import type { StorageAdapter } from '../storage/storage-adapter.js'
import type { CsvOptions } from './audit-store.js'
import type { AuditFilter } from './filter.js'
import { pagesOf } from './pages.js'
import { resolveFilter } from './resolve-filter.js'

/** A format, made when the export starts, so that what is wrong with its options is the export's own fault. */
export type Format = () => RowEncoder

/** The entries that match, oldest first, in pieces of text. */
async function* pieces(
  storage: StorageAdapter,
  filter: AuditFilter | undefined,
  format: Format,
): AsyncGenerator<string, void, undefined> {
  yield* encodePages(pagesOf(storage, resolveFilter(filter)), format())
}

/** The whole export as one text. */
export async function exportText(
  storage: StorageAdapter,
  filter: AuditFilter | undefined,
  format: Format,
): Promise<string> {
  let text = ''
  for await (const piece of pieces(storage, filter, format)) text += piece
  return text
}

/** The export as a stream of UTF-8 that holds one page of entries at a time. */
export function exportStream(
  storage: StorageAdapter,
  filter: AuditFilter | undefined,
  format: Format,
): ReadableStream<Uint8Array> {
  return byteStream(pieces(storage, filter, format))
}

/**
 * The CSV format that the options ask for.
 *
 * @throws AuditError `FILTER_INVALID` for a column that no entry has.
 */
export function csvFormat({ columns: fields = defaultFields, formulas = 'defuse' }: CsvOptions = {}): RowEncoder {
  if (!Array.isArray(fields) || fields.length === 0) {
    throw new AuditError('FILTER_INVALID', 'columns has to be a list of at least one field of an entry.')
  }
  fields.forEach(checkField)
  if (formulas !== 'defuse' && formulas !== 'keep') {
    throw new AuditError('OPTION_INVALID', `formulas has to be 'defuse' or 'keep', not ${JSON.stringify(formulas)}.`)
  }
  return csvEncoder({ columns: fields, keepFormulas: formulas === 'keep' })
}

function checkField(field: Field): void {
  if (Object.hasOwn(columns, field)) return
  const known = Object.keys(columns).join(', ')
  throw new AuditError(
    'FILTER_INVALID',
    `columns names ${JSON.stringify(field)}, which is no field of an entry: ${known}.`,
  )
}
