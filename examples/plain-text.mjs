/**
 * Text that an agent had a hand in, safe to print: what would move the cursor, change colours or turn the direction of
 * writing is shown as an escape, so that nobody approves something else than what is on the screen.
 */
export function plainText(text) {
  return String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${character.codePointAt(0).toString(16)}}`
  })
}
