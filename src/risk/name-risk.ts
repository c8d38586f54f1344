import { assessment, type RiskAssessment } from './assessment.js'
import { nameWords } from './name-words.js'
import { atLeast } from './risk-level.js'
import { safeNouns } from './risk-words.js'
import { findWords, type FoundWord, type WordTable } from './word-table.js'

/** How much of a name is read. MCP asks for names of at most 128 characters. */
export const longestName = 256

const unnamed = assessment('moderate', 'the tool has no name')
const unknown = assessment('moderate', 'no word of the name is known')
const tooLong = assessment('destructive', `the name is longer than ${longestName} characters`)

const conjunctions: ReadonlySet<string> = new Set(['and', 'or', 'then'])

/**
 * The risk that a tool's name speaks of: that of its highest word.
 *
 * A safe verb in front, as in `get_delivery_status`, makes what follows the thing that is looked at, of which only critical
 * words count. A namespace says where and not what, so that of it, too, only critical words count, unless the name itself
 * says nothing known, as in `delete:file`.
 */
export function nameRisk(table: WordTable, name: string): RiskAssessment {
  if (name === '') return unnamed
  const read = riskOfWords(table, name.slice(0, longestName))
  return name.length > longestName && !atLeast(read.riskLevel, tooLong.riskLevel) ? tooLong : read
}

function riskOfWords(table: WordTable, name: string): RiskAssessment {
  const { namespaces, own } = nameWords(name)
  const said = clauses(own, findWords(table, own)).flatMap((clause) => spoken(own, clause))
  const around = namespaces.flatMap((words) => findWords(table, words))
  const floor = said.length > 0 ? 'critical' : 'moderate'
  return riskOf([...said, ...around.filter((word) => atLeast(word.riskLevel, floor))])
}

function riskOf([first, ...others]: readonly FoundWord[]): RiskAssessment {
  if (first === undefined) return unknown
  const top = others.reduce((one, other) => (atLeast(one.riskLevel, other.riskLevel) ? one : other), first)
  return assessment(top.riskLevel, `the name says ${top.text}`)
}

/** The known words, apart where a conjunction stands between them: `search_and_replace` does two things. */
function clauses(words: readonly string[], found: readonly FoundWord[]): FoundWord[][] {
  const apart: FoundWord[][] = [[]]
  for (const [index, word] of found.entries()) {
    const between = words.slice(found[index - 1]?.end ?? 0, word.start)
    if (between.some((text) => conjunctions.has(text))) apart.push([])
    apart.at(-1)?.push(word)
  }
  return apart
}

/** The words of a clause that count. After a safe verb those do that are critical, and a last verb whose noun the safe word is. */
function spoken(words: readonly string[], clause: readonly FoundWord[]): readonly FoundWord[] {
  const [first] = clause
  if (first?.riskLevel !== 'safe' || !isEdge(words[first.start - 1])) return clause
  const isVerb = (word: FoundWord): boolean => word.exact && isEdge(words[word.end]) && safeNouns.has(first.word)
  return clause.filter((word) => word === first || word.riskLevel === 'critical' || isVerb(word))
}

function isEdge(neighbour: string | undefined): boolean {
  return neighbour === undefined || conjunctions.has(neighbour)
}
