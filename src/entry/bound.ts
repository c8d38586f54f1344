import type { RedactedField, Redactor } from '../redaction/redactor.js'
import type { JsonValue } from './entry.js'
import { isObject } from './from-row.js'
import { toJson } from './json.js'
import { shortenedJson } from './shorten.js'

/** The smallest `maxDataLength`: every marker of what was left out fits. */
export const minDataLength = 64

// What is looked at, at least: enough for the exact size of any real value, and an end for lists of lists of the same list.
const minBudget = 2 ** 23
// What is looked at, at most: its JSON, together with that of one more text, is within the longest text of V8.
const maxBudget = 2 ** 25

const utf8 = new TextEncoder()
// Counting into the same bytes again spares most values an allocation.
const scratch = new Uint8Array(2 ** 18)
// Looked for first: browsers take twice as long to begin encoding.
const beyondAscii = /[^\0-\x7f]/

/** A value as JSON of bounded length. */
export interface BoundedJson {
  /** JSON text, at most as long as asked for. */
  readonly text: string
  /** Bytes of the whole JSON in UTF-8, before it was shortened; see `toJson` for values so large that a part is not looked at. */
  readonly size: number
  /** What the text says. Shares nothing with the caller's value. */
  readonly value: JsonValue
}

/** How a value is kept. */
export interface Keeping {
  /** Which field of the entry it is. */
  readonly field: RedactedField
  /** Characters of JSON, 64 or more; Infinity for no bound but that of `toJson`. */
  readonly maxLength: number
  /** Null keeps secrets, too. */
  readonly redactor: Redactor | null
  /** What is no object once it is JSON (a Set, a URL) is kept under `value`. */
  readonly asObject?: boolean
}

/**
 * A field of an entry as JSON: made safe, then without secrets, then bounded; see `boundedJson`. The size is that of the
 * redacted value.
 */
export function keptJson(value: unknown, { field, maxLength, redactor, asObject = false }: Keeping): BoundedJson {
  const json = toJson(value, budgetFor(maxLength))
  const object = (left: JsonValue): JsonValue => (asObject && !isObject(left) ? { value: left } : left)
  const given = object(json)
  const text = JSON.stringify(given)
  // A path may lead to the whole field.
  const whole = redactor ? object(redactor.value(given, text, field)) : given
  return bounded(whole, whole === given ? text : JSON.stringify(whole), maxLength)
}

/**
 * Any JavaScript value as JSON text of at most `maxLength` characters (UTF-16 units), 64 or more; Infinity for no bound
 * but that of `toJson`. What is too long is shortened to valid JSON of the same outer type: leading members are kept, long texts end in
 * `…[+1234 characters]`, members left out are counted by `…[+12 items]` or `"…": "[+3 keys]"`.
 */
export function boundedJson(value: unknown, maxLength: number): BoundedJson {
  const whole = toJson(value, budgetFor(maxLength))
  return bounded(whole, JSON.stringify(whole), maxLength)
}

function budgetFor(maxLength: number): number {
  return Math.min(maxBudget, Math.max(minBudget, maxLength * 4))
}

function bounded(whole: JsonValue, text: string, maxLength: number): BoundedJson {
  const size = utf8Length(text)
  if (text.length <= maxLength) return { text, size, value: whole }
  const shortened = shortenedJson(whole, maxLength)
  return { text: shortened, size, value: JSON.parse(shortened) as JsonValue }
}

function utf8Length(text: string): number {
  if (!beyondAscii.test(text)) return text.length
  // A UTF-16 unit takes three bytes at most.
  return text.length * 3 <= scratch.length ? utf8.encodeInto(text, scratch).written : utf8.encode(text).length
}
