import { BytePassage } from './byte-passage.js'
import { ChunkPassage } from './chunk-passage.js'
import { addOwnMembers } from './own-members.js'
import type { StreamRecord } from './stream-record.js'

/**
 * A stream that gives what `source` gives: bytes stay bytes, a subclass stays one (its private fields do not), and own
 * members come along. It takes a chunk when its reader asks for one. A `source` that is locked is read by somebody else
 * and given back as it is: its record ends at once, as stopped.
 */
export function recordedReadableStream<S extends ReadableStream>(source: S, record: StreamRecord): S {
  if (source.locked) {
    void record.stopped()
    return source
  }
  return withMembersOf(source, passageStream(source, record))
}

function passageStream(source: ReadableStream, record: StreamRecord): ReadableStream {
  const nothingAhead = { highWaterMark: 0 }
  const bytes = byteReader(source)
  if (bytes) return new ReadableStream(new BytePassage(source, bytes, record), nothingAhead)
  return new ReadableStream(new ChunkPassage(source.getReader(), record), nothingAhead)
}

// Only streams of bytes have such readers.
function byteReader(source: ReadableStream): ReadableStreamBYOBReader | undefined {
  try {
    return source.getReader({ mode: 'byob' })
  } catch {
    return undefined
  }
}

function withMembersOf<S extends ReadableStream>(source: S, stream: ReadableStream): S {
  const prototype: unknown = Object.getPrototypeOf(source)
  if (prototype !== Object.getPrototypeOf(stream)) Object.setPrototypeOf(stream, Object(prototype))
  addOwnMembers(stream, source)
  return stream as S
}
