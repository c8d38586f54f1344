import { after } from './after.js'
import { assignedValue, isConstant, type Recipient, type Value } from './assigned-value.js'
import { type Mark, markStart, type NamedKind } from './kind.js'
import { isNoSecret, type SecretNames } from './secret-names.js'

// Between a name and its value, first of these that fits: `":`, `\": `, ` = `, `: `, `=>`, while no comparison is meant;
// `", "value": ` and ` value=` where a member or attribute is named by another.
const links = [
  /\\{0,127}["'`]?\]?[ \t]{0,16}(?:=>|:=|[:=])(?![=>])[ \t]{0,16}/y,
  /\\{0,127}["'`]?,?\s{0,40}\\{0,127}["'`]?value\\{0,127}["'`]?[ \t]{0,16}[:=][ \t]{0,16}/y,
]
// Between a flag of a command line and its value.
const gap = / {1,4}(?=[^\s-])/y
const rest = /[\w.\u0080-\uffff-]{0,60}/y
// A name may begin behind an escaped break, whose letter is none of it.
const nameBefore = /(?<=(?:\\(?:u[\da-f]{4}|[bfnrt]))?((?<!\\)[\w.\u0080-\uffff-]{0,30}))/y
// Where a line of an environment, a form, a connection string or a quoted text of one begins, no code does.
const plainBefore = /(?<=^|[\r\n?&;#"'`]|\\[nr])/y

// Words before it, as in logs, and no list of arguments.
const wordBefore = /(?<=[^\s,(=] )/y

// How far behind a clue it is looked for what a value is. Without an end, a long text that is no value would be gone through
// again from each clue in it.
const horizon = 400

// What stands for a value that is elsewhere: a variable, a placeholder, a mark.
const reference =
  /^(?:\$|%(?:\w+%|[sdvq])$|\[redacted:|[<[{].*[\]>}]$|[*•x_-]{3,}$|(?:process|os|env|config|self|this)\.|(?:true|false|null|undefined|none)$)|\$\{|\{\{|\{[\w.]*\}|(?:\.\.\.|…)$/i
// RFC 6265, section 4.1.1: a cookie has a name.
const cookie = /^[^\s=(),]+=(?![=>])/

// What machines make up has digits, or letters of both cases, or is long. What people make up may be a plain word.
const random = /\d|[a-z][A-Z]|.{20}/
const chosen: ReadonlySet<string> = new Set<NamedKind | 'key'>(['password', 'secret', 'key'])

/** A value in a text, and what it is given to. */
interface Assignment extends Recipient, Value {
  readonly nameStart: number
  /** Where the value begins, with its quote or scheme. */
  readonly valueStart: number
}

/**
 * The text with each value replaced that is given to the name of a secret: in JSON inside the text, also where it is
 * escaped; in lines of an environment, headers, forms and flags of a command line. What reads as code that names no
 * value (`token: string`, `password = ask()`) stays.
 */
export function withoutAssignments(text: string, names: SecretNames, mark: Mark): string {
  const { clue } = names
  let out = ''
  let kept = 0
  clue.lastIndex = 0
  for (let match = clue.exec(text); match; match = clue.exec(text)) {
    nameBefore.lastIndex = match.index
    const start = match.index - (nameBefore.exec(text)?.[1] ?? '').length
    const end = clue.lastIndex + after(rest, text, clue.lastIndex).length
    const found = assignmentAt(text.slice(0, match.index + horizon), start, end, names)
    clue.lastIndex = end
    if (!found) continue
    const value = assignedValue(text, found.valueStart, found)
    out += text.slice(kept, value.start) + mark(found.kind, text.slice(value.start, value.end))
    clue.lastIndex = kept = value.end
  }
  return out + text.slice(kept)
}

function assignmentAt(text: string, nameStart: number, nameEnd: number, names: SecretNames): Assignment | null {
  const name = text.slice(nameStart, nameEnd)
  const kind = names.kindOf(name)
  if (!kind || text.endsWith(markStart, nameStart)) return null
  const link = linkAt(text, nameStart, nameEnd)
  if (!link) return null
  const valueStart = nameEnd + link.length
  const to = { name, nameStart, kind, link, valueStart }
  const found = { ...to, ...assignedValue(text, valueStart, to) }
  return found.end > found.start && isTelling(text, found, names) ? found : null
}

function linkAt(text: string, nameStart: number, nameEnd: number): string {
  for (const pattern of links) {
    const link = after(pattern, text, nameEnd)
    if (link) return link
  }
  return text[nameStart] === '-' ? after(gap, text, nameEnd) : ''
}

// Whether the value is one, and no code or prose.
function isTelling(text: string, found: Assignment, names: SecretNames): boolean {
  const { name, kind, link, start, end, form } = found
  const value = text.slice(start, end)
  if (form === 'nested') return /[^\s[\]{}]/.test(value)
  if (reference.test(value) || isNoSecret(name, value)) return false
  if (form === 'header') return kind === 'cookie' ? cookie.test(value) : /\w/.test(value)
  if (form === 'quoted') return isPlain(text, found) || isLiteral(value, found)
  // A call, or a member of something.
  if (/[([]/.test(text[end] ?? '')) return false
  if (isPlain(text, found) || link.includes('value')) return true
  // Tests say `PASS: TestOfPage2`.
  if (value.length > 2 && /\d/.test(value)) return !/^pass$/i.test(name)
  return link === '=' && isWord(text, found) && names.kindOf(value) === null
}

// Of an environment, a form, a connection string or a command, and not of code.
function isPlain(text: string, { name, nameStart, link }: Assignment): boolean {
  return link === '=' && (isConstant(name) || name.startsWith('--') || holds(plainBefore, text, nameStart))
}

// Whether a quoted text is a secret, and no label or type.
function isLiteral(value: string, { name, kind, link }: Assignment): boolean {
  if (/["'`]/.test(link) || name.startsWith('-')) return true
  return !/\s/.test(value) && (chosen.has(kind) || random.test(value))
}

// As in `refused: password=swordfish`.
function isWord(text: string, { nameStart, kind, start, end }: Assignment): boolean {
  return (
    chosen.has(kind) && end - start > 2 && holds(wordBefore, text, nameStart) && /^$|[\s"'`\\]/.test(text[end] ?? '')
  )
}

function holds(condition: RegExp, text: string, at: number): boolean {
  condition.lastIndex = at
  return condition.test(text)
}
