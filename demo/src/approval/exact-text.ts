/** Characters that are not seen, or that turn the order of those around them. Line breaks and tabs are not among them. */
const unseen = /[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u{e0000}-\u{e0fff}]/gu

/** A text as it is read, with each character that would hide in it spelt as JSON does: nobody approves what cannot be seen. */
export function exactText(text: string): string {
  return text.replace(unseen, (character) =>
    Array.from({ length: character.length }, (_, at) => escaped(character, at)).join(''),
  )
}

function escaped(character: string, at: number): string {
  return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`
}
