/** A character that is shown by a sign in its place, since it would be seen by nobody or would reorder what is seen. */
export interface Sign {
  /** What stands in its place: `ESC`, `U+202E`. */
  readonly shown: string
  /** What it is, in words. */
  readonly name: string
}

/** A piece of a text: as it is, or the sign of one character, or of many that are alike. */
export type TextPart = string | Sign

/**
 * Controls, formats (bidi overrides, zero widths, tags), separators of lines and paragraphs. Line breaks and tabs stay, and so
 * does the joiner between two pictures, which makes one picture of them.
 */
const unseen =
  /(?![\n\t])(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D\p{Extended_Pictographic})[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** The controls of ASCII by their code (RFC 20, 4.1). The pictures that Unicode has for them are in few fonts. */
const controls: readonly string[] =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  )

const names: ReadonlyMap<number, string> = new Map([
  [0x00, 'null'],
  [0x07, 'bell'],
  [0x08, 'backspace'],
  [0x0d, 'carriage return'],
  [0x1b, 'escape'],
  [0x7f, 'delete'],
  [0xad, 'soft hyphen'],
  [0x200b, 'zero width space'],
  [0x200c, 'zero width non-joiner'],
  [0x200d, 'zero width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x202a, 'left-to-right embedding'],
  [0x202b, 'right-to-left embedding'],
  [0x202c, 'end of an embedding'],
  [0x202d, 'left-to-right override'],
  [0x202e, 'right-to-left override'],
  [0x2060, 'word joiner'],
  [0x2066, 'left-to-right isolate'],
  [0x2067, 'right-to-left isolate'],
  [0x2068, 'first strong isolate'],
  [0x2069, 'end of an isolate'],
  [0xfeff, 'byte order mark'],
])

/** From so many on, characters that are alike and stand together share a sign: a page has no room for a million of them. */
const fewestShared = 4

/** The text in pieces, with signs for the characters that nobody would see. */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const { character, index, count } of runsOf(text)) {
    if (index > end) parts.push(text.slice(end, index))
    const sign = signOf(character)
    if (count < fewestShared) parts.push(...Array.from({ length: count }, () => sign))
    else parts.push({ shown: `${sign.shown} ×${count}`, name: `${sign.name}, ${count} times` })
    end = index + character.length * count
  }
  if (end < text.length) parts.push(text.slice(end))
  return parts
}

/** Where a text ends that holds no more than `most` characters that nobody would see. */
export function endOfUnseen(text: string, most: number): number {
  let count = 0
  for (const { index } of text.matchAll(unseen)) {
    if (count === most) return index
    count += 1
  }
  return text.length
}

/** Characters that nobody would see, where they stand, and how many that are alike follow one another. */
interface Run {
  readonly character: string
  readonly index: number
  count: number
}

function runsOf(text: string): readonly Run[] {
  const runs: Run[] = []
  for (const { 0: character, index } of text.matchAll(unseen)) {
    const last = runs.at(-1)
    if (last?.character === character && last.index + character.length * last.count === index) last.count += 1
    else runs.push({ character, index, count: 1 })
  }
  return runs
}

/** The text with the signs in it, for where only plain text can stand: names, tooltips. */
export function visibleText(text: string): string {
  return text.replace(unseen, (character) => signOf(character).shown)
}

function signOf(character: string): Sign {
  const code = character.codePointAt(0) ?? 0
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  const name = names.get(code)
  return {
    shown: code === 0x7f ? 'DEL' : (controls[code] ?? number),
    name: name === undefined ? number : `${number}, ${name}`,
  }
}
