import { boundedJson } from './bound.js'
import type { JsonValue } from './entry.js'
import { isObject } from './from-row.js'
import { shortenedText } from './shortened-text.js'
import { wellFormed } from './well-formed.js'

/**
 * What an action failed with, as text of at most `maxLength` characters: a text as it is, an error as its name and
 * message, other values as JSON; null for null and undefined.
 */
export function errorText(error: unknown, maxLength: number): string | null {
  if (error === null || error === undefined) return null
  return shortenedText(typeof error === 'string' ? wellFormed(error) : textOf(error), maxLength)
}

function textOf(error: unknown): string {
  const { value, text } = boundedJson(error, Infinity)
  return typeof value === 'string' ? value : (errorLine(value) ?? text)
}

function errorLine(value: JsonValue): string | undefined {
  if (!isObject(value)) return undefined
  const { name, message } = value
  if (typeof name !== 'string' || typeof message !== 'string') return undefined
  return message === '' ? name : `${name}: ${message}`
}
