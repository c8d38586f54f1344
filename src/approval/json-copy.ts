import type { JsonValue } from '../entry/entry.js'

/** A copy of plain data that shares nothing with it. Ten times faster than `structuredClone()`, which can do more. */
export function jsonCopy(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(jsonCopy)
  // Not by assignment, which would take a member called `__proto__` for the prototype.
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, jsonCopy(member)]))
}
