import { crc32 } from './checksum.js'

const newline = 10
const checksumLength = 8

function checksum(bytes: Uint8Array): string {
  return crc32(bytes).toString(16).padStart(checksumLength, '0')
}

/**
 * A function that lays a text out as a frame: newline, text, CRC-32 as eight hex digits, newline. The leading newline keeps
 * a torn frame from eating the next. The bytes it returns are valid until it is called again: the buffer is its own.
 */
export function frameEncoder(): (text: string) => Buffer {
  let buffer = Buffer.allocUnsafe(16_384)
  return (text) => {
    const needed = text.length * 3 + checksumLength + 2
    if (buffer.length < needed) buffer = Buffer.allocUnsafe(needed * 2)
    const end = 1 + buffer.write(text, 1)
    buffer[0] = newline
    buffer.write(checksum(buffer.subarray(1, end)), end, 'latin1')
    buffer[end + checksumLength] = newline
    return buffer.subarray(0, end + checksumLength + 1)
  }
}

/** The text of a frame as its bytes, without its newlines, or null when the checksum says that it is damaged. */
export function frameText(line: Buffer): Buffer | null {
  const end = line.length - checksumLength
  if (end < 1) return null
  const text = line.subarray(0, end)
  return line.toString('latin1', end) === checksum(text) ? text : null
}

/** A line between two newlines: its bytes, and where it lies, newlines included. */
export interface Line {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
}

/** The lines that end, in order. A newline that belongs to no line is passed over; the rest after the last one is left. */
export function* linesOf(bytes: Buffer): Generator<Line> {
  let start = 0
  while (start < bytes.length) {
    const first = bytes[start] === newline ? start + 1 : start
    const end = bytes.indexOf(newline, first)
    if (end < 0) return
    if (end > first) yield { bytes: bytes.subarray(first, end), start, end: end + 1 }
    start = end > first ? end + 1 : first
  }
}
