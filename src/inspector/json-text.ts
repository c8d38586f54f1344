import { endOfUnseen } from './visible-text.js'

/** Characters and lines of a long text that are shown at first. */
const shownAtFirst = 300
const linesAtFirst = 6

/** Characters that each asking adds, and of these at most so many that are shown by signs: layout takes its time with more. */
const shownMore = 10_000
const signsMore = 500

/** How much of a long text is shown. */
export interface ShownText {
  readonly text: string
  /** Characters that are not shown. */
  readonly left: number
  /** Whether the next step shows all of it. */
  readonly isNextLast: boolean
}

/** The beginning of a text: longer by a step each time more of it is asked for. Never half of a character. */
export function shownBeginning(text: string, step: number): ShownText {
  let end = step === 0 ? firstEnd(text) : whole(text, shownAtFirst)
  for (let count = 0; count < step; count += 1) end = nextEnd(text, end)
  return { text: text.slice(0, end), left: text.length - end, isNextLast: nextEnd(text, end) === text.length }
}

function nextEnd(text: string, end: number): number {
  const more = text.slice(end, whole(text, end + shownMore))
  return end + endOfUnseen(more, signsMore)
}

function firstEnd(text: string): number {
  const beginning = text.slice(0, whole(text, shownAtFirst))
  const lines = beginning.split('\n')
  return lines.length > linesAtFirst ? lines.slice(0, linesAtFirst).join('\n').length : beginning.length
}

/** A text of at most `length` characters, and an ellipsis where there is more. Never half of a character. */
export function brief(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, whole(text, length))}…` : text
}

/** The end itself, or one less where it would part a surrogate pair. */
function whole(text: string, end: number): number {
  if (end >= text.length) return text.length
  const code = text.charCodeAt(end)
  return code >= 0xdc00 && code <= 0xdfff ? end - 1 : end
}
