// Node 20 and browsers since late 2023 have it natively; TypeScript's ES2023 does not know it yet.
declare global {
  interface String {
    toWellFormed?(): string
  }
}

/** The text with each lone surrogate replaced by U+FFFD, so that it survives UTF-8. */
export function wellFormed(text: string): string {
  // In a regular expression with the u flag, a surrogate that is part of a pair is not one of its own.
  return text.toWellFormed?.() ?? text.replace(/\p{Surrogate}/gu, '\ufffd')
}
