import { boundedJson } from './bound.js'
import type { JsonValue } from './entry.js'
import { shortenedText } from './shorten.js'

/**
 * What an action failed with, as text of at most `maxLength` characters: a text as it is, an error as its name and
 * message, other values as JSON; null for null and undefined.
 */
export function errorText(error: unknown, maxLength: number): string | null {
  if (error === null || error === undefined) return null
  const { value } = boundedJson(error, Infinity)
  return shortenedText(typeof value === 'string' ? value : (errorLine(value) ?? JSON.stringify(value)), maxLength)
}

function errorLine(value: JsonValue): string | undefined {
  if (typeof value !== 'object' || value === null || !('message' in value) || !('name' in value)) return undefined
  return value.message === '' ? String(value.name) : `${String(value.name)}: ${String(value.message)}`
}
