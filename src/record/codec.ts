import type { AuditRow } from '../entry/row.js'
import { newerFault } from '../newer-fault.js'
import type { AuditRecord } from './record.js'

/** The version of the journal's records that this code writes, and the highest that it reads. */
export const recordVersion = 1

/** What separates the parts of a line. JSON holds none inside a string, only between tokens. */
const separator = '\t'

/** Columns of JSON text, which stand in a line as they are: spelt out as JSON strings they would cost as much as all else. */
type Raw = Partial<Pick<AuditRow, 'parameters' | 'result' | 'metadata'>>

/**
 * A record as one line for the journal: a JSON object of its version, kind and row, then `parameters`, `result` and
 * `metadata` as they are, each behind a tab; nothing where a column is null.
 */
export function encodeRecord(record: AuditRecord): string {
  const { parameters, result, metadata }: Raw = record.row
  const fit = isFit(parameters) && isFit(result) && isFit(metadata)
  if (!fit) return JSON.stringify({ v: recordVersion, ...record })
  // Left out by being undefined: an engine copies an object as it is far faster than in part.
  const row = { ...record.row, parameters: undefined, result: undefined, metadata: undefined }
  return `${JSON.stringify({ v: recordVersion, ...record, row })}\t${parameters ?? ''}\t${result ?? ''}\t${metadata ?? ''}`
}

/** Other programs' JSON may hold what would break a line or its parts; an empty text would be taken for null. */
function isFit(text: string | null | undefined): boolean {
  if (text === null || text === undefined) return true
  return text !== '' && !text.includes(separator) && !text.includes('\n') && !text.includes('\r')
}

/**
 * The record that `encodeRecord` wrote.
 *
 * @throws AuditError `DATABASE_NEWER` when a newer version wrote it, so that nothing it says is dropped by guessing.
 */
export function decodeRecord(line: string): AuditRecord {
  const end = line.indexOf(separator)
  const { v, ...record } = JSON.parse(end < 0 ? line : line.slice(0, end)) as AuditRecord & { v: number }
  if (v > recordVersion) throw newerFault('The journal holds a record of version', v, recordVersion)
  if (end >= 0) addRaw(record, line.slice(end + 1))
  return record
}

/** Into the row that was just parsed: a copy of it would take as long again. An outcome carries its result alone of the three. */
function addRaw({ kind, row }: AuditRecord, text: string): void {
  const [parameters, result, metadata] = text.split(separator)
  Object.assign(row, { result: result || null })
  if (kind !== 'outcome') Object.assign(row, { parameters: parameters || null, metadata: metadata || null })
}
