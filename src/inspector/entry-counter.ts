const quote = 0x22
const lineFeed = 0x0a

/** Lines that are no entry: a header, brackets. */
const otherLines = { json: 2, ndjson: 0, csv: 1 } as const

/**
 * Lets the bytes of an export through and tells how many entries went by. Each entry is a line; only those of CSV may hold line
 * breaks of their own, between quotes.
 */
export function entryCounter(
  format: keyof typeof otherLines,
  onCount: (entries: number) => void,
): TransformStream<Uint8Array, Uint8Array> {
  const isQuoting = format === 'csv'
  let isInQuotes = false
  let lines = -otherLines[format]
  return new TransformStream({
    transform(chunk, controller) {
      for (const byte of chunk) {
        if (isQuoting && byte === quote) isInQuotes = !isInQuotes
        else if (byte === lineFeed && !isInQuotes) lines += 1
      }
      onCount(Math.max(0, lines))
      controller.enqueue(chunk)
    },
  })
}
