/** A stream of UTF-8 that takes the next piece of text only when its reader asks, and stops taking when cancelled. */
export function byteStream(pieces: AsyncGenerator<string, void, undefined>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      async cancel() {
        await pieces.return()
      },
    },
    // Nothing is read ahead of the reader.
    { highWaterMark: 0 },
  )
}
