import type { Mark, NamedKind } from './kind.js'
import { isFolder, type SecretNames } from './secret-names.js'

// Between a name and its value: `":`, `\": `, ` = `, `: `, `=>`; no comparison.
const operator = /\\{0,7}["'`]?\]?[ \t]{0,16}(?:=>|:=|[:=])(?![=>])[ \t]{0,16}/y
// Between a flag of a command line and its value.
const gap = / {1,4}(?=[^\s-])/y
const openingQuote = /\\{0,7}["'`]/y
const bare = /[^\s"'`<>(){}[\],;&|\\]*/y
const restOfLine = /[^\r\n"'`\\]*/y
const scheme = /(?:bearer|basic|token|digest) +/iy
const name = /[\w.\u0080-\uffff-]{0,60}/y
const nameBefore = /(?<=([\w.\u0080-\uffff-]{0,30}))/y

// What stands for a value that is elsewhere: a variable, a placeholder, a mark.
const reference =
  /^(?:\$|%\w+%$|\[redacted:|[<[{].*[\]>}]$|[*•x_-]*$|(?:process|os|env|config|self|this)\.|(?:true|false|null|undefined|none)$)|\$\{|\{\{|\{[\w.]*\}|(?:\.\.\.|…)$/i

// What machines make up has digits, or letters of both cases, or is long. What people make up may be a plain word.
const random = /\d|[a-z][A-Z]|.{20}/
const chosen: ReadonlySet<string> = new Set<NamedKind | 'key'>(['password', 'secret', 'key'])

/** A value in a text, and what it is given to. */
interface Assignment {
  readonly name: string
  readonly kind: NamedKind | 'key'
  /** What stands between the two. */
  readonly link: string
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
  const { clue } = names
  let out = ''
  let kept = 0
  clue.lastIndex = 0
  for (let match = clue.exec(text); match; match = clue.exec(text)) {
    const start = startOfName(text, match.index)
    const said = after(name, text, start)
    const found = assignmentOf(text, said, start + said.length, names)
    clue.lastIndex = Math.max(clue.lastIndex, start + said.length)
    if (!found) continue
    out += text.slice(kept, found.start) + mark(found.kind, text.slice(found.start, found.end))
    clue.lastIndex = kept = found.end
  }
  return out + text.slice(kept)
}

function startOfName(text: string, clue: number): number {
  nameBefore.lastIndex = clue
  return clue - (nameBefore.exec(text)?.[1] ?? '').length
}

function assignmentOf(text: string, said: string, end: number, names: SecretNames): Assignment | null {
  const kind = names.kindOf(said)
  if (!kind) return null
  const link = after(operator, text, end) || (said.startsWith('--') ? after(gap, text, end) : '')
  if (!link) return null
  const found = { name: said, kind, link, ...valueAt(text, end + link.length, kind) }
  return found.end > found.start && isTelling(text, found) ? found : null
}

function valueAt(text: string, at: number, kind: NamedKind | 'key'): Pick<Assignment, 'start' | 'end' | 'quoted'> {
  const quote = after(openingQuote, text, at)
  const start = at + quote.length
  if (quote) return { start, end: endOfQuoted(text, start, quote), quoted: true }
  if (kind === 'cookie') return { start, end: at + after(restOfLine, text, at).length, quoted: false }
  const proof = at + after(scheme, text, at).length
  return { start: proof, end: proof + after(bare, text, proof).length, quoted: false }
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
function isTelling(text: string, { name: said, kind, link, start, end, quoted }: Assignment): boolean {
  const value = text.slice(start, end)
  if (reference.test(value) || isFolder(said, value)) return false
  if (quoted) return /["'`]/.test(link) || (!/\s/.test(value) && (chosen.has(kind) || random.test(value)))
  if (kind === 'cookie') return value.includes('=')
  // A call, or a member of something.
  if (/[([]/.test(text[end] ?? '')) return false
  return (link === '=' && /^[A-Z][A-Z\d_]*$/.test(said)) || /^(?=.*\d).{6}/.test(value)
}

function after(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}
