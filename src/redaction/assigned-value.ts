import { after } from './after.js'
import type { NamedKind } from './kind.js'

const openingQuote = /\\{0,127}["'`]/y
const bare = /[^\s"'`<>(){}[\],;&|\\]*/y
// In an environment a value may have any sign but the quotes and brackets of code.
const bareLine = /[^\s"'`<>(){}[\]\\]*/y
const restOfLine = /[^\r\n"'`\\]*/y
const scheme = /(?:bearer|basic|token|digest) {1,16}/iy
// Any scheme, and where it has parameters (`Token token="…"`) the first.
const anyScheme =
  /(?:(?:bearer|basic|token|digest) {1,16}|[\w-]{2,20} {1,4}(?=\[redacted:|[^\s"'`]{0,64}\d))(?:\w{1,20}=\\{0,127}")?/iy

/** What a value is given to. */
export interface Recipient {
  readonly name: string
  readonly kind: NamedKind | 'key'
  /** What stands between the two. */
  readonly link: string
}

/** Where a value is in a text, without its quotes or scheme. */
export interface Value {
  readonly start: number
  readonly end: number
  readonly form: 'quoted' | 'bare' | 'header' | 'nested'
}

/** The value that is given to `to` at `at`, or an empty one. */
export function assignedValue(text: string, at: number, to: Recipient): Value {
  const quote = after(openingQuote, text, at)
  const start = at + quote.length
  if (quote) return { start, end: endOfQuoted(text, start, quote), form: 'quoted' }
  if (to.kind === 'cookie' && !isNesting(text, at)) return header(at, after(restOfLine, text, at))
  if (isNesting(text, at) && isPlural(to)) return { start, end: endOfNested(text, at, to.link), form: 'nested' }
  const proof = at + after(to.kind === 'authorization' ? anyScheme : scheme, text, at).length
  if (proof > at) return header(proof, after(bare, text, proof))
  const value = after(isConstant(to.name) ? bareLine : bare, text, at)
  return { start, end: at + value.length, form: 'bare' }
}

/** Whether a name is written as those of an environment are. */
export function isConstant(name: string): boolean {
  return /^[A-Z][A-Z\d_]*$/.test(name)
}

function header(start: number, value: string): Value {
  return { start, end: start + value.length, form: 'header' }
}

function isNesting(text: string, at: number): boolean {
  return text[at] === '[' || text[at] === '{'
}

// `"cookies": [`, in JSON. A schema describes one `"password": {`, and code has lists of what is wrong with it.
function isPlural({ name, link }: Recipient): boolean {
  return /[^s]s$/i.test(name) && /["']/.test(link)
}

// A quote with more backslashes before it than the opening one has belongs to the value.
function endOfQuoted(text: string, start: number, quote: string): number {
  for (let at = start, backslashes = 0; at < text.length; at++) {
    const character = text[at]
    const closes = character === quote.at(-1) && backslashes < quote.length
    if (closes || character === '\n') return at - (closes ? backslashes : 0)
    backslashes = character === '\\' ? backslashes + 1 : 0
  }
  return text.length
}

// Behind the bracket that closes the one at `start`, or the end of a text that is cut off. `link` begins with a quote as
// it stands in this JSON.
function endOfNested(text: string, start: number, link: string): number {
  const quote = after(openingQuote, link, 0)
  for (let at = start, depth = 0; at < text.length; at++) {
    if (quote && text.startsWith(quote, at)) at = endOfQuoted(text, at + quote.length, quote) + quote.length - 1
    else if (isNesting(text, at)) depth++
    else if ((text[at] === ']' || text[at] === '}') && --depth === 0) return at + 1
  }
  return text.length
}
