import { AuditError } from '../error.js'
import type { AuditErrorCode } from '../error.js'
import { described } from './complaint.js'
import type { Timestamp } from './entry.js'

// Four-digit years only, so that timestamps compare as text.
const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?: ?(Z|[+-]\d\d(?::?\d\d)?))?)?$/i
const firstMs = Date.parse('0000-01-01T00:00:00Z')
const endMs = Date.parse('9999-12-31T23:59:59.999Z') + 1

/**
 * A point in time as it is stored: UTC, always with six digits, `2026-11-23T07:38:04.998596+00:00`. Further digits of a
 * text are dropped; `field` and `code` shape the error.
 *
 * @throws AuditError `code` when the value is no time between the years 0000 and 9999, or is text without a zone.
 */
export function storedTimestamp(
  value: Timestamp,
  field: string = 'timestamp',
  code: AuditErrorCode = 'ENTRY_INVALID',
): string {
  const stored = typeof value === 'string' ? fromText(value, true) : fromMs(value)
  if (stored !== null) return stored
  const takes = 'a Date, milliseconds since 1970, or ISO 8601 text with its zone, such as 2026-11-23T07:38:04Z'
  throw new AuditError(
    code,
    `${field} must be a valid time of the years 0000 to 9999: ${takes}; got ${described(value)}.`,
  )
}

/**
 * A stored timestamp as the API gives it: `2026-11-23T07:38:04.998Z`, or with all six digits where the last three are not
 * zero. A text of any other form comes back as it is.
 */
export function apiTimestamp(stored: string): string {
  if (stored.length !== 32 || !stored.endsWith('+00:00')) return stored
  return `${stored.slice(0, stored.startsWith('000', 23) ? 23 : 26)}Z`
}

/**
 * A timestamp that another program wrote, in the stored form: a space for the T, any number of digits, any offset; no
 * zone means UTC. What cannot be understood comes back as it is.
 */
export function normalizedTimestamp(foreign: string): string {
  return fromText(foreign, false) ?? foreign
}

// Many entries are made within a millisecond.
let latest = { ms: NaN, stored: '' }

function fromMs(value: unknown): string | null {
  const ms = value instanceof Date ? value.getTime() : value
  if (ms === latest.ms) return latest.stored
  if (typeof ms !== 'number' || !(ms >= firstMs && ms < endMs)) return null
  const whole = Math.floor(ms)
  // A double holds today's milliseconds to a quarter of a microsecond, so the digits are rounded, but never carried over.
  const micros = ms === whole ? '000' : String(Math.min(999, Math.round((ms - whole) * 1000))).padStart(3, '0')
  latest = { ms, stored: `${new Date(whole).toISOString().slice(0, 23)}${micros}+00:00` }
  return latest.stored
}

function fromText(text: string, zoned: boolean): string | null {
  if (isDateText(text)) return `${text.slice(0, 23)}000+00:00`
  const match = iso.exec(text)
  if (match === null) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', digits = '', zone] = match
  if (zone === undefined && zoned) return null
  const offset = offsetMinutes(zone)
  if (+hour > 23 || +minute > 59 || +second > 59 || offset === null) return null
  // Not Date.parse: engines differ on days that a month does not have.
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  if (date.getUTCMonth() + 1 !== Number(month)) return null
  const ms = date.setUTCHours(+hour, +minute - offset, +second)
  if (!(ms >= firstMs && ms < endMs)) return null
  return `${date.toISOString().slice(0, 19)}.${digits.slice(0, 6).padEnd(6, '0')}+00:00`
}

// What Date writes is by far the most frequent form, and told the fastest by Date itself.
function isDateText(text: string): boolean {
  if (text.length !== 24) return false
  const date = new Date(text)
  return !Number.isNaN(date.getTime()) && date.toISOString() === text
}

function offsetMinutes(zone: string = 'Z'): number | null {
  if (zone.length === 1) return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = zone.length > 3 ? Number(zone.slice(-2)) : 0
  if (hours > 23 || minutes > 59) return null
  return (hours * 60 + minutes) * (zone.startsWith('-') ? -1 : 1)
}
