const closingBracket = 0x5d

/** UTF-16 units, at most three bytes each: a frame stays below 4 MB. */
const partLength = 1_048_576

/**
 * The frames of one append as texts to be written one after the other: `[lengths]` and the frames joined. A batch too long for one
 * text is cut into parts that say so, `2/3:...`, and is only there when all of them are.
 */
export function packBatch(frames: readonly string[]): readonly string[] {
  const text = `[${frames.map((frame) => frame.length).join()}]${frames.join('')}`
  return text.length <= partLength ? [text] : markParts(cut(text))
}

function markParts(pieces: readonly string[]): readonly string[] {
  return pieces.map((piece, index) => `${index + 1}/${pieces.length}:${piece}`)
}

function cut(text: string): readonly string[] {
  const pieces: string[] = []
  for (let start = 0; start < text.length;) {
    const end = wholeCharacter(text, start + partLength)
    pieces.push(text.slice(start, end))
    start = end
  }
  return pieces
}

/** A surrogate pair that is cut apart would not survive UTF-8. */
function wholeCharacter(text: string, end: number): number {
  const before = text.charCodeAt(end - 1)
  return before >= 0xd800 && before <= 0xdbff ? end + 1 : end
}

/**
 * The frames that `packBatch` joined, from its whole text. Each is decoded by itself: a text of mere ASCII takes half the
 * room and less time, and in one string a single other character would make all frames something else.
 */
export function unpackBatch(bytes: Buffer): readonly string[] {
  const close = bytes.indexOf(closingBracket)
  const lengths = JSON.parse(bytes.toString('latin1', 0, close + 1)) as readonly number[]
  let start = close + 1
  return lengths.map((length) => {
    const from = start
    start += length
    const text = bytes.toString('utf8', from, start)
    // A byte for each unit: unless the last one begins a character, which is not whole then, each is one of ASCII.
    if (text.length === length && isAscii(bytes[start - 1])) return text
    start = endOf(bytes, from, length)
    return bytes.toString('utf8', from, start)
  })
}

function isAscii(byte = 0): boolean {
  return byte < 0x80
}

/** Where so many UTF-16 units of UTF-8 end: all bytes but those that continue a character are one, the first of four is two. */
function endOf(bytes: Buffer, start: number, length: number): number {
  let end = start
  for (let left = length; end < bytes.length; end += 1) {
    const byte = bytes[end] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    if (left <= 0) break
    left -= byte >= 0xf0 ? 2 : 1
  }
  return end
}

/** A part of a batch that was too long for one text. */
export interface BatchPart {
  readonly number: number
  readonly of: number
  readonly bytes: Buffer
}

/** Reads a text as a part; null when it is none. */
export function batchPart(text: Buffer): BatchPart | null {
  const mark = /^(\d+)\/(\d+):/.exec(text.toString('latin1', 0, 24))
  if (mark === null) return null
  return { number: Number(mark[1]), of: Number(mark[2]), bytes: text.subarray(mark[0].length) }
}
