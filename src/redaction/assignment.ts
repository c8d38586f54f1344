import { type Mark, markStart, type NamedKind } from './kind.js'
import { isFolder, type SecretNames } from './secret-names.js'

// Between a name and its value: `":`, `\": `, ` = `, `: `, `=>`; no comparison.
const operator = /\\{0,7}["'`]?\]?[ \t]{0,16}(?:=>|:=|[:=])(?![=>])[ \t]{0,16}/y
// Between a flag of a command line and its value.
const gap = / {1,4}(?=[^\s-])/y
const openingQuote = /\\{0,7}["'`]/y
const bare = /[^\s"'`<>(){}[\],;&|\\]*/y
const restOfLine = /[^\r\n"'`\\]*/y
const scheme = /(?:bearer|basic|token|digest) {1,16}/iy
const name = /[\w.\u0080-\uffff-]{0,60}/y
const nameBefore = /(?<=([\w.\u0080-\uffff-]{0,30}))/y

// How far behind a clue it is looked for what a value is. Without an end, a long text that is no value would be gone through
// again from each clue in it.
const horizon = 400

// What stands for a value that is elsewhere: a variable, a placeholder, a mark.
const reference =
  /^(?:\$|%\w+%$|\[redacted:|[<[{].*[\]>}]$|[*•x_-]{3,}$|(?:process|os|env|config|self|this)\.|(?:true|false|null|undefined|none)$)|\$\{|\{\{|\{[\w.]*\}|(?:\.\.\.|…)$/i

// What machines make up has digits, or letters of both cases, or is long. What people make up may be a plain word.
const random = /\d|[a-z][A-Z]|.{20}/
const chosen: ReadonlySet<string> = new Set<NamedKind | 'key'>(['password', 'secret', 'key'])

/** A value in a text, and what it is given to. */
interface Assignment {
  readonly name: string
  readonly nameStart: number
  readonly kind: NamedKind | 'key'
  /** What stands between the two. */
  readonly link: string
  /** Where the value begins, with its quote or scheme. */
  readonly valueStart: number
  readonly start: number
  readonly end: number
  readonly form: 'quoted' | 'bare' | 'header'
}

/**
 * The text with each value replaced that is given to the name of a secret: in JSON inside the text, also where it is
 * escaped; in lines of an environment, headers, forms and flags of a command line. What reads as code that names no value
 * (`token: string`, `password = ask()`) stays.
 */
export function withoutAssignments(text: string, names: SecretNames, mark: Mark): string {
  const { clue } = names
  let out = ''
  let kept = 0
  clue.lastIndex = 0
  for (let match = clue.exec(text); match; match = clue.exec(text)) {
    const start = startOfName(text, match.index)
    const found = assignmentAt(text.slice(0, match.index + horizon), start, names)
    clue.lastIndex = Math.max(clue.lastIndex, start + after(name, text, start).length)
    if (!found) continue
    const { end } = valueAt(text, found.valueStart, found.kind)
    out += text.slice(kept, found.start) + mark(found.kind, text.slice(found.start, end))
    clue.lastIndex = kept = end
  }
  return out + text.slice(kept)
}

function startOfName(text: string, clue: number): number {
  nameBefore.lastIndex = clue
  return clue - (nameBefore.exec(text)?.[1] ?? '').length
}

function assignmentAt(text: string, nameStart: number, names: SecretNames): Assignment | null {
  const said = after(name, text, nameStart)
  const kind = names.kindOf(said)
  if (!kind || text.endsWith(markStart, nameStart)) return null
  const end = nameStart + said.length
  const link = after(operator, text, end) || (said.startsWith('--') ? after(gap, text, end) : '')
  if (!link) return null
  const valueStart = end + link.length
  const found = { name: said, nameStart, kind, link, valueStart, ...valueAt(text, valueStart, kind) }
  return found.end > found.start && isTelling(text, found) ? found : null
}

function valueAt(text: string, at: number, kind: NamedKind | 'key'): Pick<Assignment, 'start' | 'end' | 'form'> {
  const quote = after(openingQuote, text, at)
  const start = at + quote.length
  if (quote) return { start, end: endOfQuoted(text, start, quote), form: 'quoted' }
  if (kind === 'cookie') return { start, end: at + after(restOfLine, text, at).length, form: 'header' }
  const proof = at + after(scheme, text, at).length
  return { start: proof, end: proof + after(bare, text, proof).length, form: proof > at ? 'header' : 'bare' }
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

// Whether the value is one, and no code or prose.
function isTelling(text: string, { name: said, nameStart, kind, link, start, end, form }: Assignment): boolean {
  const value = text.slice(start, end)
  if (reference.test(value) || isFolder(said, value)) return false
  if (form === 'header') return kind !== 'cookie' || value.includes('=')
  if (form === 'quoted' && /["'`]/.test(link)) return true
  // A call, or a member of something.
  if (form === 'bare' && /[([]/.test(text[end] ?? '')) return false
  if (link === '=' && isPlain(text, said, nameStart)) return true
  if (form === 'quoted') return !/\s/.test(value) && (chosen.has(kind) || random.test(value))
  return value.length > 2 && /\d/.test(value)
}

// Where a line of an environment, a form or a connection string begins, no code does.
function isPlain(text: string, said: string, start: number): boolean {
  return /^[A-Z][A-Z\d_]*$/.test(said) || start === 0 || /[\n?&;]/.test(text[start - 1] ?? '')
}

function after(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}
