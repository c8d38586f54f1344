import { AuditError } from '../error.js'
import { type TextElement, textSplitter } from './split-text.js'

/** A text, its UTF-8, or a stream of that. */
export type TextSource = string | Uint8Array | ReadableStream<Uint8Array>

/** Bytes that are decoded at once. */
const sliceLength = 2 ** 20

const sqliteHeader = 'SQLite format 3'

/** The elements of a text, an array's or a line each, as it arrives: no more than one of them is held. */
export async function* textElements(source: TextSource): AsyncGenerator<TextElement, void, undefined> {
  let head = ''
  let splitter
  for await (const piece of textPieces(source)) {
    if (splitter) yield* splitter.push(piece)
    else if ((head += piece).trim() !== '') {
      splitter = textSplitter(head)
      yield* splitter.push(head.replace(/^\uFEFF/, ''))
    }
  }
  if (splitter) yield* splitter.end()
}

/** Whether the source is text or bytes of it, and no list of entries. */
export function isTextSource(source: string | object): source is TextSource {
  return typeof source === 'string' || source instanceof Uint8Array || 'getReader' in source
}

async function* textPieces(source: TextSource): AsyncGenerator<string, void, undefined> {
  if (typeof source === 'string') yield source
  else yield* decoded(source instanceof Uint8Array ? slicesOf(source) : chunksOf(source))
}

async function* decoded(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isFirst = true
  for await (const chunk of chunks) {
    if (isFirst) refuseSqlite(chunk)
    isFirst = false
    yield decode(decoder, chunk)
  }
  yield decode(decoder)
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined })
  } catch (error) {
    throw new AuditError('IMPORT_INVALID', 'The import is not UTF-8 text. Pass a JSON or NDJSON export.', {
      cause: error,
    })
  }
}

function refuseSqlite(chunk: Uint8Array): void {
  if (String.fromCharCode(...chunk.subarray(0, sqliteHeader.length)) !== sqliteHeader) return
  throw new AuditError(
    'IMPORT_INVALID',
    'The import is an SQLite database. Open it with openAuditStore({ file }) and import what its exportNdjson() gives.',
  )
}

/** Bytes a part at a time: all of them may be more than a text can hold. */
function* slicesOf(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let start = 0; start < bytes.length; start += sliceLength) yield bytes.subarray(start, start + sliceLength)
}

/** The chunks of a stream, which is cancelled when no more of it is wanted. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader()
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
  } finally {
    await reader.cancel()
  }
}
