import { described } from '../entry/complaint.js'
import { AuditError } from '../error.js'
import type { RiskAssessment, RiskSubject } from './assessment.js'
import { withHints } from './hints.js'
import { longestName, nameRisk } from './name-risk.js'
import { riskLevels } from './risk-level.js'
import { riskWords, type RiskWords } from './risk-words.js'
import { wordTable } from './word-table.js'

export { riskWords }

/** How `riskClassifier()` judges. */
export interface RiskClassifierOptions {
  /** Words of your own, in place of those that `riskWords` has for the same level. A word at two levels has the higher one. */
  readonly words?: Partial<RiskWords> | undefined
  /** Whether hints may lower a level, for tools whose authors you trust. Default: false, so that they can only raise it. */
  readonly trustHints?: boolean | undefined
}

// An agent has some dozens of tools; a name that is made up for each call must not fill the memory.
const rememberedNames = 1000

/**
 * Makes the classifier that a recorder uses by default: it goes by the words of a tool's name and by the hints of its
 * author, and not by the parameters.
 *
 * @throws AuditError `OPTION_INVALID` for words that are no lists of words by risk level.
 */
export function riskClassifier(options: RiskClassifierOptions = {}): (subject: RiskSubject) => RiskAssessment {
  const { words, trustHints = false } = options
  checkWords(words ?? {})
  const byName = rememberingClassifier({ ...riskWords, ...words })
  return ({ toolName, hints }) => {
    const named = byName(typeof toolName === 'string' ? toolName : '')
    return typeof hints === 'object' && hints !== null ? withHints(named, hints, trustHints) : named
  }
}

function rememberingClassifier(words: RiskWords): (toolName: string) => RiskAssessment {
  const table = wordTable(words)
  const remembered = new Map<string, RiskAssessment>()
  return (toolName) => {
    // Looking up a text hashes all of it: one of 1 MB is never looked up.
    if (toolName.length > longestName) return nameRisk(table, toolName)
    const known = remembered.get(toolName)
    if (known !== undefined) return known
    const risk = nameRisk(table, toolName)
    if (remembered.size >= rememberedNames) remembered.clear()
    remembered.set(toolName, risk)
    return risk
  }
}

function checkWords(words: object): void {
  for (const [level, list] of Object.entries(words)) {
    if (!riskLevels.some((known) => known === level)) throw invalid(`words.${level}: there is no such risk level`)
    if (!Array.isArray(list)) throw invalid(`words.${level} must be a list of words, not ${described(list)}`)
    for (const word of list) {
      const isWord = typeof word === 'string' && /\p{L}/u.test(word)
      if (!isWord) throw invalid(`words.${level} holds ${described(word)}, which is no word`)
    }
  }
}

function invalid(complaint: string): AuditError {
  return new AuditError('OPTION_INVALID', `${complaint}. The levels are ${riskLevels.join(', ')}.`)
}
