import type { JsonObject, JsonValue } from '../entry/entry.js'

/** Characters that a row of a table can show. */
const longest = 160

/**
 * What a call was about, on one line: `path: notes.md, mode: append`. At most 160 characters, however large the parameters are,
 * with `…` where something was left out.
 */
export function firstWords(parameters: JsonObject): string {
  let words = ''
  for (const piece of piecesOf(parameters, true)) {
    words += piece.slice(0, longest + 1)
    if (words.length > longest) return `${wholeCharacters(words.slice(0, longest - 1))}…`
  }
  return words
}

function* piecesOf(value: JsonValue, isOutermost = false): Generator<string, void, undefined> {
  if (typeof value === 'string') yield value.slice(0, longest + 1).replace(/\s+/g, ' ')
  else if (typeof value !== 'object' || value === null) yield String(value)
  else if (isOutermost) yield* membersOf(value)
  else yield* enclosed(value)
}

function* enclosed(value: JsonObject | readonly JsonValue[]): Generator<string, void, undefined> {
  yield Array.isArray(value) ? '[' : '{'
  yield* membersOf(value)
  yield Array.isArray(value) ? ']' : '}'
}

function* membersOf(value: JsonObject | readonly JsonValue[]): Generator<string, void, undefined> {
  let separator = ''
  for (const [key, member] of Object.entries(value)) {
    yield Array.isArray(value) ? separator : `${separator}${key.slice(0, longest)}: `
    yield* piecesOf(member)
    separator = ', '
  }
}

/** A surrogate at the cut has lost its other half. */
function wholeCharacters(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '')
}
