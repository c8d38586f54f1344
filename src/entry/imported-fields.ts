import { AuditError } from '../error.js'
import { boundedJson } from './bound.js'
import { described } from './complaint.js'
import { normalizedTimestamp, storedTimestamp } from './timestamp.js'
import { wellFormed } from './well-formed.js'

/**
 * Reads the fields of an imported object as columns hold them; `null` where a field is missing or null. Each throws
 * `IMPORT_INVALID`, naming the field, for a value of another kind.
 */
export interface ImportedFields {
  /** Text, or a number as text: others count their steps. */
  text(field: string): string | null
  /** Text that has to be there; other programs' may be empty, and is exported so. */
  required(field: string): string
  /** A time; text in any form that `normalizedTimestamp` takes. */
  time(field: string): string | null
  number(field: string): number | null
  /** True and false, or 1 and 0. */
  flag(field: string): number | null
  /** Any value as JSON text. */
  json(field: string): string | null
  /** An object as JSON text; text stays as it is, since it can only be JSON already. */
  jsonObject(field: string): string | null
}

/** The reader of one object's fields. */
export function importedFields(fields: ReadonlyMap<string, unknown>): ImportedFields {
  const read = <Read>(field: string, takes: string, reader: (value: unknown) => Read | undefined): Read | null => {
    const value = fields.get(field)
    if (value === undefined || value === null) return null
    const result = reader(value)
    if (result === undefined) throw invalid(`${field} must be ${takes}; got ${described(value)}.`)
    return result
  }
  const text = (field: string): string | null => read(field, 'text', textOf)
  return {
    text,
    required: (field) => {
      const value = text(field)
      if (value !== null) return value
      throw invalid(`${field} must be text; got ${described(fields.get(field))}.`)
    },
    time: (field) => read(field, 'a time, such as 2026-11-23T07:38:04Z', (value) => timeOf(value, field)),
    number: (field) => read(field, 'a number', (value) => (Number.isFinite(value) ? Number(value) : undefined)),
    flag: (field) => read(field, 'true or false', flagOf),
    json: (field) => read(field, 'JSON', jsonOf),
    jsonObject: (field) =>
      read(field, 'an object', (value) => (typeof value === 'string' ? wellFormed(value) : jsonOf(value))),
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return wellFormed(value)
  return Number.isFinite(value) ? String(value) : undefined
}

function timeOf(value: unknown, field: string): string | undefined {
  if (typeof value === 'string') return normalizedTimestamp(wellFormed(value))
  const isTime = typeof value === 'number' || value instanceof Date
  return isTime ? storedTimestamp(value, field, 'IMPORT_INVALID') : undefined
}

function flagOf(value: unknown): number | undefined {
  return typeof value === 'boolean' || value === 0 || value === 1 ? Number(value) : undefined
}

function jsonOf(value: unknown): string {
  return boundedJson(value, Infinity).text
}

function invalid(message: string): AuditError {
  return new AuditError('IMPORT_INVALID', message)
}
