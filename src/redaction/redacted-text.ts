import { withoutAssignments } from './assignment.js'
import { withoutAuthorizations } from './authorization.js'
import { hasCard, withoutCards } from './card-number.js'
import type { Mark } from './kind.js'
import { withoutPrivateKeys } from './private-key.js'
import type { SecretNames } from './secret-names.js'
import { hasToken, withoutTokens } from './token-shapes.js'
import { hasUrlPassword, withoutUrlPasswords } from './url-password.js'

/** Whether a text may hold a secret. False is sure, also of every text within, where `text` is JSON. */
export function isSuspect(text: string, names: SecretNames): boolean {
  return hasName(text, names) || hasToken(text) || hasCard(text) || hasUrlPassword(text)
}

/** The text with each secret replaced. Linear in the text, whatever is in it. */
export function redactedText(text: string, names: SecretNames, mark: Mark): string {
  const named = hasName(text, names)
  // The most telling kind first: what was replaced by one is left alone by the next.
  let left = named ? withoutPrivateKeys(text, mark) : text
  left = withoutUrlPasswords(withoutTokens(left, mark), mark)
  if (named) left = withoutAssignments(withoutAuthorizations(left, mark), names, mark)
  return withoutCards(left, mark)
}

function hasName(text: string, { pattern }: SecretNames): boolean {
  return text.search(pattern) >= 0
}
