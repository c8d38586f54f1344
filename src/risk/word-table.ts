import type { RiskLevel } from '../entry/entry.js'
import { nameWords } from './name-words.js'
import { atLeast, riskLevels } from './risk-level.js'
import type { RiskWords } from './risk-words.js'

/** A word of the table where it stands in a name. */
export interface FoundWord {
  readonly riskLevel: RiskLevel
  /** Its parts joined: `sendkeys`. */
  readonly word: string
  /** Its parts as the name has them: `send keys`. */
  readonly text: string
  /** Whether it stands as the table has it, and not as a plural or with `-ing`. */
  readonly exact: boolean
  /** Where it begins and ends in the words of the name. */
  readonly start: number
  readonly end: number
}

/** The level of each word, its parts joined. A map, so that `constructor` is no word. */
export interface WordTable {
  readonly levels: ReadonlyMap<string, RiskLevel>
  /** How many parts the longest entry has. */
  readonly longest: number
}

/** Makes a table of words ready to look up. A word at two levels has the higher one. */
export function wordTable(words: RiskWords): WordTable {
  const entries = riskLevels.flatMap((level) => words[level].map((entry) => ({ parts: partsOf(entry), level })))
  return {
    levels: new Map(entries.map(({ parts, level }) => [parts.join(''), level])),
    longest: Math.max(1, ...entries.map(({ parts }) => parts.length)),
  }
}

function partsOf(entry: string): readonly string[] {
  const { namespaces, own } = nameWords(entry)
  return [...namespaces.flat(), ...own]
}

/** The known words of a name from the first to the last; of words that overlap, the longer one. */
export function findWords(table: WordTable, words: readonly string[]): FoundWord[] {
  const found: FoundWord[] = []
  for (let start = 0; start < words.length;) {
    const next = wordAt(table, words, start)
    if (next !== undefined) found.push(next)
    start = next?.end ?? start + 1
  }
  return found
}

function wordAt(table: WordTable, words: readonly string[], start: number): FoundWord | undefined {
  for (let end = Math.min(words.length, start + table.longest); end > start; end -= 1) {
    const parts = words.slice(start, end)
    const word = parts.join('')
    const known = levelOf(table.levels, word)
    if (known !== undefined) return { ...known, word, text: parts.join(' '), start, end }
  }
  return undefined
}

function levelOf(levels: WordTable['levels'], text: string): Pick<FoundWord, 'riskLevel' | 'exact'> | undefined {
  const riskLevel = levels.get(text)
  if (riskLevel !== undefined) return { riskLevel, exact: true }
  const inflected = stems(text)
    .map((stem) => levels.get(stem))
    .find((level) => level !== undefined)
  // `settings` or `listings` must not make a name safe: an inflection can only raise.
  return inflected !== undefined && atLeast(inflected, 'moderate') ? { riskLevel: inflected, exact: false } : undefined
}

/** What a plural or an `-ing` may come from. Not `-ed`: `deleted` says what was done, not what the tool does. */
function stems(text: string): string[] {
  if (text.endsWith('ing')) {
    const stem = text.slice(0, -3)
    return long([stem, `${stem}e`, stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem])
  }
  if (!text.endsWith('s')) return []
  return long([text.slice(0, -1), ...(text.endsWith('es') ? [text.slice(0, -2)] : []), text.replace(/ies$/, 'y')])
}

// Shorter ones are chance: `rms` is not more than one `rm`.
function long(found: readonly string[]): string[] {
  return found.filter((stem) => stem.length > 2)
}
