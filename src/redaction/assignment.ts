import type { Mark, RedactionKind } from './kind.js'
import { isFolder, type SecretNames } from './secret-names.js'

// Between a name and its value: `":`, `\": `, ` = `, `: `, `=>`, `']=`; no comparison.
const operator = /\\{0,7}["'`]?\]?[ \t]{0,16}(?:=>|:=|[:=])(?![=>])[ \t]{0,16}/y
// Between a flag of a command line and its value.
const gap = / {1,4}(?=[^\s-])/y
const openingQuote = /\\{0,7}["'`]/y
const bareValue = /[^\s"'`<>(){}[\],;&|\\]+/y
const restOfLine = /[^\r\n"'`\\]+/y
const scheme = /(?:bearer|basic|token|digest|apikey|negotiate) +/iy
// What a quote encloses, up to any quote of its sort or the end of the line.
const enclosed: Readonly<Record<string, RegExp>> = { '"': /[^"\n]*/y, "'": /[^'\n]*/y, '`': /[^`]*/y }

// What stands for a value that is elsewhere: a variable, a placeholder, something that was taken out already.
const reference =
  /^\$|\$\{|\{\{|^[<[{(].*[\])}>]$|\{[\w.[\]]*\}|^%\w+%$|^[*•x_-]*$|(?:\.\.\.|…)$|^\[redacted:|^(?:process|os|env|import|config|secrets|self|this|var|data|local)\b[.[]|^(?:true|false|null|undefined|none|nil|yes|no)$/i

// What machines make up has digits, or letters of both cases, or is long.
const random = /\d|[a-z][A-Z]|.{20}/

// How many characters of a name are looked at on either side of the word that gave it away.
const reach = 60

/** How a name and its value stand in a text. */
interface Assignment {
  readonly name: string
  readonly kind: RedactionKind | 'key'
  /** What stands between the two. */
  readonly link: string
  readonly value: Span
}

interface Span {
  readonly start: number
  readonly end: number
  readonly quoted: boolean
}

/**
 * The text with each value replaced that is given to the name of a secret: in JSON inside the text, also where it is
 * escaped; in lines of an environment, headers, forms and flags of a command line. What reads as code that names no value
 * (`token: string`, `password = ask()`) stays.
 */
export function withoutAssignments(text: string, names: SecretNames, mark: Mark): string {
  let out = ''
  let kept = 0
  const { pattern } = names
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = startOfName(text, match.index, kept)
    const end = endOfName(text, pattern.lastIndex)
    pattern.lastIndex = end
    const found = assignmentOf(text, start, end, names)
    if (!found) continue
    const { kind, value } = found
    pattern.lastIndex = value.end
    out += text.slice(kept, value.start) + mark(kind, text.slice(value.start, value.end))
    kept = value.end
  }
  return kept === 0 ? text : out + text.slice(kept)
}

function startOfName(text: string, from: number, least: number): number {
  const limit = Math.max(least, from - reach)
  let start = from
  while (start > limit && isNamePart(text.charCodeAt(start - 1))) start--
  return start
}

function endOfName(text: string, from: number): number {
  const limit = Math.min(text.length, from + reach)
  let end = from
  // The word that gave the name away may include what follows it.
  while (end > 0 && !isNamePart(text.charCodeAt(end - 1))) end--
  while (end < limit && isNamePart(text.charCodeAt(end))) end++
  return end
}

function assignmentOf(text: string, start: number, end: number, names: SecretNames): Assignment | null {
  const name = text.slice(start, end)
  const kind = names.kindOf(name)
  if (!kind) return null
  const link = after(operator, text, end) || (name.startsWith('--') ? after(gap, text, end) : '')
  if (link === '') return null
  const value = valueAt(text, end + link.length, kind)
  const found = { name, kind, link, value }
  return value.end > value.start && isTelling(text, found) ? found : null
}

function valueAt(text: string, start: number, kind: RedactionKind | 'key'): Span {
  const quote = after(openingQuote, text, start)
  if (quote !== '') return quotedValue(text, start + quote.length, quote)
  if (kind === 'cookie') return { start, end: start + after(restOfLine, text, start).length, quoted: false }
  const from = start + after(scheme, text, start).length
  return { start: from, end: from + after(bareValue, text, from).length, quoted: false }
}

// A quote with more backslashes before it than the opening one has belongs to the value.
function quotedValue(text: string, start: number, quote: string): Span {
  const inside = enclosed[quote.slice(-1)] ?? bareValue
  const level = quote.length - 1
  let end = start + after(inside, text, start).length
  while (text[end] === quote.slice(-1) && backslashesBefore(text, end) > level) {
    end += 1 + after(inside, text, end + 1).length
  }
  const closed = text[end] === quote.slice(-1)
  return { start, end: closed ? Math.max(start, end - backslashesBefore(text, end)) : end, quoted: true }
}

function backslashesBefore(text: string, at: number): number {
  let count = 0
  while (text[at - 1 - count] === '\\' && count < 16) count++
  return count
}

// Whether the value is one, and no code or prose.
function isTelling(text: string, { name, kind, link, value }: Assignment): boolean {
  const secret = text.slice(value.start, value.end)
  if (reference.test(secret) || isFolder(name, secret)) return false
  if (value.quoted) return /["'`]/.test(link) || (!/\s/.test(secret) && (isChosen(kind) || random.test(secret)))
  if (kind === 'cookie') return /=/.test(secret)
  // A call, or a member of something.
  if (/[([]/.test(text[value.end] ?? '')) return false
  if (/^[A-Z][A-Z\d_]*$/.test(name) && link === '=') return true
  return /\d/.test(secret) && secret.length >= 6
}

// What people make up may be a plain word.
function isChosen(kind: RedactionKind | 'key'): boolean {
  return kind === 'password' || kind === 'secret' || kind === 'key'
}

function after(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

// Letters, digits, `_`, `-` and `.`, and all beyond ASCII.
function isNamePart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code === 46 ||
    code > 127
  )
}
