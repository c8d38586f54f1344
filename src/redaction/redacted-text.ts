import { withoutAssignments } from './assignment.js'
import { withoutAuthorizations } from './authorization.js'
import { withoutCards } from './card-number.js'
import type { Mark } from './kind.js'
import { withoutPrivateKeys } from './private-key.js'
import type { SecretNames } from './secret-names.js'
import { withoutTokens } from './token-shapes.js'
import { withoutUrlSecrets } from './url-secrets.js'

/** Whether a text may hold a secret. False is sure, also of every text within, where `text` is JSON. */
export function isSuspect(text: string, names: SecretNames): boolean {
  return hasClue(text, names) || withoutOthers(text, () => '') !== text
}

/** The text with each secret replaced. Linear in the text, whatever is in it. */
export function redactedText(text: string, names: SecretNames, mark: Mark): string {
  // The most telling kind first: what was replaced as one is left alone by the next.
  if (!hasClue(text, names)) return withoutOthers(text, mark)
  const left = withoutOthers(withoutPrivateKeys(text, mark), mark)
  return withoutAssignments(withoutAuthorizations(left, mark), names, mark)
}

// Those that need no name.
function withoutOthers(text: string, mark: Mark): string {
  return withoutCards(withoutUrlSecrets(withoutTokens(text, mark), mark), mark)
}

function hasClue(text: string, { clue }: SecretNames): boolean {
  return text.search(clue) >= 0
}
