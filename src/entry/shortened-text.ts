/**
 * The text, or its beginning and how many characters follow, in at most `room` units, 32 or more. Each character takes
 * what `lengthOf` says of its code.
 */
export function shortenedText(text: string, room: number, lengthOf: (code: number) => number = () => 1): string {
  const roomBefore = room - marker(text.length).length
  let used = 0
  let cut = 0
  for (let end = 0; end < text.length; end++) {
    used += lengthOf(text.charCodeAt(end))
    if (used <= roomBefore) cut = end + 1
    else if (used > room) return cutText(text, cut)
  }
  return text
}

function marker(left: number): string {
  return `…[+${left} characters]`
}

function cutText(text: string, end: number): string {
  // Between the halves of a pair neither is a character.
  const kept = isLowSurrogate(text.charCodeAt(end)) ? end - 1 : end
  return text.slice(0, kept) + marker(text.length - kept)
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}
