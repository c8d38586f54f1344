import { columns, type Field } from '../entry/columns.js'
import { AuditError } from '../error.js'
import { csvEncoder, defaultFields } from '../export/csv.js'
import { encodePages, type RowEncoder } from '../export/encoder.js'
import { jsonEncoder, ndjsonEncoder } from '../export/json.js'
import type { StorageAdapter } from '../storage/storage-adapter.js'
import type { CsvOptions } from './audit-store.js'
import type { AuditFilter } from './filter.js'
import { pagesOf } from './pages.js'
import { resolveFilter } from './resolve-filter.js'

/** What an export is written as. */
export type ExportFormat =
  | { readonly kind: 'json' | 'ndjson' }
  | { readonly kind: 'csv'; readonly options: CsvOptions | undefined }

/**
 * The entries that match, oldest first, in pieces of text, one page of entries at a time.
 *
 * @throws AuditError `FILTER_INVALID`, also for a column that no entry has, and `OPTION_INVALID`.
 */
export async function* exportPieces(
  storage: StorageAdapter,
  filter: AuditFilter | undefined,
  format: ExportFormat,
): AsyncGenerator<string, void, undefined> {
  yield* encodePages(pagesOf(storage, resolveFilter(filter)), encoderOf(format))
}

function encoderOf(format: ExportFormat): RowEncoder {
  if (format.kind === 'csv') return csvFormat(format.options)
  return format.kind === 'json' ? jsonEncoder : ndjsonEncoder
}

function csvFormat(options: CsvOptions = {}): RowEncoder {
  const { columns: fields = defaultFields, formulas = 'defuse', ...others } = options
  const unknown = Object.keys(others)[0]
  if (unknown !== undefined) {
    throw new AuditError('OPTION_INVALID', `A CSV export has no option '${unknown}'. There are columns, formulas.`)
  }
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
