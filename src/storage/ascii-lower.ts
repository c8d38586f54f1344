/** A text with its ASCII letters in lower case, and all others as they are: so SQLite folds them, and every text search here. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
