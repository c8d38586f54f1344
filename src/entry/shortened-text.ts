/**
 * The text, or its beginning and how many characters follow, in at most `room` units, 32 or more. Each character takes
 * what `lengthOf` says of its code.
 */
export function shortenedText(text: string, room: number, lengthOf: (code: number) => number = () => 1): string {
  const end = endWithin(text, room, lengthOf)
  if (end === text.length) return text
  const cut = endWithin(text, room - marker(text.length).length, lengthOf)
  // Between the halves of a pair neither is a character.
  const kept = isLowSurrogate(text.charCodeAt(cut)) ? cut - 1 : cut
  return text.slice(0, kept) + marker(text.length - kept)
}

function marker(left: number): string {
  return `…[+${left} characters]`
}

function endWithin(text: string, room: number, lengthOf: (code: number) => number): number {
  let used = 0
  for (let end = 0; end < text.length; end++) {
    used += lengthOf(text.charCodeAt(end))
    if (used > room) return end
  }
  return text.length
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}
