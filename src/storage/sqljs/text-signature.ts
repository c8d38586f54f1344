/** Multiplied by, neighbouring numbers end up far apart (Knuth, The Art of Computer Programming 3, 6.4: 2^32 / golden ratio). */
const golden = 0x9e3779b1

/** Bits of the shortest signature, as a power of two. */
const fewestBits = 5

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Bytes as SQLite's `lower` folds them: ASCII letters only. */
const folded = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte))

/**
 * Marks of all runs of three bytes in a text, after which texts are told apart that surely do not hold another (signature
 * files with superimposed codes: Faloutsos and Christodoulakis, 1984). It has a bit for each byte of the text, to the next
 * power of two: of recorded tool calls a sixth of the bits are set.
 */
export type TextSignature = Uint32Array

/** How many words the signature of a text has. */
export function signatureLength(text: Uint8Array): number {
  return 2 ** (Math.max(fewestBits, 32 - Math.clz32(Math.max(text.length - 1, 0))) - 5)
}

/** Makes the signature of a text in UTF-8 in `room`, which has its length and holds zeros. A loop without calls, since all bytes of a trail pass through it. */
export function signText(text: Uint8Array, room: Uint32Array): TextSignature {
  const shift = Math.clz32(room.length * 32 - 1)
  let run = 0
  for (let index = 0; index < text.length; index += 1) {
    run = ((run << 8) | (folded[text[index] ?? 0] ?? 0)) & 0xffffff
    const bit = Math.imul(run, golden) >>> shift
    room[bit >>> 5] = (room[bit >>> 5] ?? 0) | (1 << (bit & 31))
  }
  return room
}

/** What `mayHold` looks for; null for a text that is too short, or that is no text in UTF-8. */
export function marksOf(text: string): Uint32Array | null {
  const bytes = encoder.encode(text)
  if (bytes.length < 3 || decoder.decode(bytes) !== text) return null
  return Uint32Array.from({ length: bytes.length - 2 }, (_, start) =>
    bytes.subarray(start, start + 3).reduce(joined, 0),
  ).map((run) => Math.imul(run, golden))
}

/** Whether a text may hold another, ASCII letters in either case; false only where it surely does not. */
export function mayHold(signature: TextSignature, marks: Uint32Array): boolean {
  const shift = Math.clz32(signature.length * 32 - 1)
  for (const mark of marks) {
    const bit = mark >>> shift
    if (((signature[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false
  }
  return true
}

function joined(run: number, byte: number): number {
  return (run << 8) | (folded[byte] ?? 0)
}
