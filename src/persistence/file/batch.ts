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

/** The frames that `packBatch` joined, from its whole text. */
export function unpackBatch(text: string): readonly string[] {
  const close = text.indexOf(']')
  const lengths = JSON.parse(text.slice(0, close + 1)) as readonly number[]
  let start = close + 1
  return lengths.map((length) => text.slice(start, (start += length)))
}

/** A part of a batch that was too long for one text. */
export interface BatchPart {
  readonly number: number
  readonly of: number
  readonly text: string
}

/** Reads a text as a part; null when it is none. */
export function batchPart(text: string): BatchPart | null {
  const mark = /^(\d+)\/(\d+):/.exec(text.slice(0, 24))
  if (mark === null) return null
  return { number: Number(mark[1]), of: Number(mark[2]), text: text.slice(mark[0].length) }
}
