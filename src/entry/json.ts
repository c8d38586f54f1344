import type { JsonValue } from './entry.js'
import { plainForm } from './plain-form.js'
import { shortenedText } from './shortened-text.js'
import { wellFormed } from './well-formed.js'

const maxDepth = 128
// A longer text could have JSON beyond the longest text of V8.
const maxText = 2 ** 25
// What a member costs beside its text, so that the budget bounds their number too.
const memberCost = 8

// Where the walk over a value stands.
interface JsonWalk {
  // The objects that the present one lies in.
  readonly path: object[]
  // Characters that may still be looked at.
  budget: number
}

/**
 * Any JavaScript value as JSON can hold it. Never throws, and calls nothing of the value but its getters and `toJSON`.
 *
 * What JSON has no form for becomes text or its nearest form:
 * - `undefined`: left out of objects, else null; NaN and the infinities: their names; BigInt: its digits; -0: 0
 * - Date, URL and all else with a `toJSON`: what that gives; RegExp, URLSearchParams: their text
 * - Map: an object when every key is text, else a list of pairs; Set: a list; boxed primitives: what is in them
 * - Error: its name, message, code, cause and errors
 * - typed arrays and buffers: `[Uint8Array of 1024 bytes: 89504e47…]`, their first 32 bytes in hexadecimal
 * - functions, symbols, promises, streams, async iterables: `[function name]`, `[symbol name]`, `[Promise]`, `[ReadableStream]`
 * - class instances: their own enumerable members
 * - cycles: `[circular]`; more than 128 levels: `[too deep]`; what throws: `[threw Error: message]`
 * - lone surrogates, in keys too: U+FFFD
 *
 * A value of more than `budget` characters (8 for each member beside its text) ends in a marker that counts what was left
 * out. So does a text of more than 32 Mi characters.
 */
export function toJson(value: unknown, budget: number): JsonValue {
  return member({ path: [], budget }, { '': value }, '') ?? null
}

// `key` is what a toJSON is told.
function convert(walk: JsonWalk, value: unknown, key: string | number): JsonValue {
  switch (typeof value) {
    case 'string':
      walk.budget -= value.length
      return wellFormed(value.length > maxText ? shortenedText(value, maxText) : value)
    case 'number':
      // Adding zero makes 0 of -0, as JSON does.
      return Number.isFinite(value) ? value + 0 : String(value)
    case 'boolean':
      return value
    case 'object':
      return value === null ? null : convertObject(walk, value, key)
    case 'bigint':
      return String(value)
    case 'function':
      return wellFormed(`[function ${value.name || 'anonymous'}]`)
    case 'symbol':
      return wellFormed(`[symbol ${value.description ?? ''}]`)
    default:
      return null
  }
}

function convertObject(walk: JsonWalk, value: object, key: string | number): JsonValue {
  // Bytes come before toJSON, since a Buffer's spells out every one of them.
  if ('toJSON' in value && typeof value.toJSON === 'function' && !ArrayBuffer.isView(value)) {
    const replaced: unknown = value.toJSON(String(key))
    return typeof replaced === 'object' && replaced !== null ? contents(walk, replaced) : convert(walk, replaced, key)
  }
  return contents(walk, value)
}

function contents(walk: JsonWalk, value: object): JsonValue {
  if (walk.path.includes(value)) return '[circular]'
  if (walk.path.length >= maxDepth) return '[too deep]'
  walk.path.push(value)
  const converted = form(walk, value)
  walk.path.pop()
  return converted
}

function form(walk: JsonWalk, value: object): JsonValue {
  if (Array.isArray(value)) return list(walk, value)
  const prototype: unknown = Object.getPrototypeOf(value)
  const plain = prototype === Object.prototype || prototype === null ? value : plainForm(value)
  if (Array.isArray(plain)) return list(walk, plain)
  return typeof plain === 'object' && plain !== null ? members(walk, plain) : convert(walk, plain, '')
}

function list(walk: JsonWalk, value: readonly unknown[]): JsonValue {
  const out: JsonValue[] = []
  for (let index = 0; index < value.length; index++) {
    if (walk.budget < 0) {
      out.push(`…[+${value.length - index} items]`)
      break
    }
    out.push(member(walk, value, index) ?? null)
  }
  return out
}

function members(walk: JsonWalk, value: object): JsonValue {
  const out: Record<string, JsonValue> = {}
  const keys = Object.keys(value)
  let seen = 0
  for (const key of keys) {
    if (walk.budget < 0) {
      out['…'] = `[+${keys.length - seen} keys]`
      break
    }
    seen++
    walk.budget -= key.length
    const converted = member(walk, value, key)
    if (converted !== undefined) put(out, wellFormed(key), converted)
  }
  return out
}

// Undefined for a member that is undefined; a marker for one that throws when it is read or converted.
function member(walk: JsonWalk, holder: object, key: string | number): JsonValue | undefined {
  walk.budget -= memberCost
  const depth = walk.path.length
  try {
    const value = (holder as Readonly<Record<string | number, unknown>>)[key]
    return value === undefined ? undefined : convert(walk, value, key)
  } catch (error) {
    walk.path.length = depth
    return faultMarker(walk, error)
  }
}

function put(out: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key !== '__proto__') out[key] = value
  // An assignment would set the prototype.
  else Object.defineProperty(out, key, { value, enumerable: true, configurable: true, writable: true })
}

// Whole, since half of a secret in it would not be seen.
function faultMarker(walk: JsonWalk, error: unknown): JsonValue {
  try {
    return convert(walk, `[threw ${String(error)}]`, '')
  } catch {
    return '[threw]'
  }
}
