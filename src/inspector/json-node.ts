import type { JsonObject, JsonValue } from '../entry/entry.js'

/** A value that holds others. */
export type JsonBranch = JsonObject | readonly JsonValue[]

/** One member of a list or an object. */
export interface JsonMember {
  readonly key: string | number
  readonly value: JsonValue
}

/** The keys of objects that were looked at, which are asked for again with each look. */
const known = new WeakMap<JsonObject, readonly string[]>()

/** Whether a value is a list or an object, empty ones included. */
export function isBranch(value: JsonValue): value is JsonBranch {
  return typeof value === 'object' && value !== null
}

/** How many members a value has; none where it holds no others. */
export function memberCount(value: JsonValue): number {
  if (!isBranch(value)) return 0
  return isList(value) ? value.length : keysOf(value).length
}

/** The members of a list or an object from `start` to before `end`. */
export function membersOf(value: JsonBranch, start: number, end: number): readonly JsonMember[] {
  if (isList(value)) return value.slice(start, end).map((item, offset) => ({ key: start + offset, value: item }))
  return keysOf(value)
    .slice(start, end)
    .map((key) => ({ key, value: value[key] ?? null }))
}

/** Whether a list or an object is a list. */
export function isList(value: JsonBranch): value is readonly JsonValue[] {
  return Array.isArray(value)
}

/** The value as JSON to read; null for one that lies too deep to be written, as files of others may hold. */
export function jsonOf(value: JsonValue, indent: number = 2): string | null {
  try {
    return JSON.stringify(value, null, indent)
  } catch {
    return null
  }
}

function keysOf(object: JsonObject): readonly string[] {
  const keys = known.get(object) ?? Object.keys(object)
  known.set(object, keys)
  return keys
}
