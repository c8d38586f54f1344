import type { Redactor } from '../redaction/redactor.js'
import { keptJson } from './bound.js'
import type { JsonValue } from './entry.js'
import { isObject } from './from-row.js'
import { shortenedText } from './shortened-text.js'
import { wellFormed } from './well-formed.js'

/**
 * What an action failed with, as text of at most `maxLength` characters: a text as it is, an error as its name and
 * message, other values as JSON; null for null and undefined. Without secrets, where there is a redactor.
 */
export function errorText(error: unknown, maxLength: number, redactor: Redactor | null = null): string | null {
  if (error === null || error === undefined) return null
  return shortenedText(typeof error === 'string' ? plainText(error, redactor) : textOf(error, redactor), maxLength)
}

function plainText(error: string, redactor: Redactor | null): string {
  const text = wellFormed(error)
  return redactor ? redactor.text(text, 'error') : text
}

function textOf(error: unknown, redactor: Redactor | null): string {
  const { value, text } = keptJson(error, { field: 'error', maxLength: Infinity, redactor })
  return typeof value === 'string' ? value : (errorLine(value) ?? text)
}

function errorLine(value: JsonValue): string | undefined {
  if (!isObject(value)) return undefined
  const { name, message } = value
  if (typeof name !== 'string' || typeof message !== 'string') return undefined
  return message === '' ? name : `${name}: ${message}`
}
