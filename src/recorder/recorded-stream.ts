import { recordIterable } from './recorded-iterable.js'
import { recordedReadableStream } from './recorded-readable-stream.js'
import { StreamRecord } from './stream-record.js'
import type { StreamEnd } from './stream-record.js'

/**
 * Whether what a tool gave is read bit by bit. A promise is not, even one that can be iterated; nor is what throws when it is
 * looked at, as a proxy may.
 */
export function isStream(value: unknown): value is AsyncIterable<unknown> | ReadableStream<unknown> {
  if (typeof value !== 'object' || value === null) return false
  try {
    if ('then' in value) return false
    return value instanceof ReadableStream || (Symbol.asyncIterator in value && isFunction(value[Symbol.asyncIterator]))
  } catch {
    return false
  }
}

/**
 * The stream, for the consumer to read in place of the one that was given: an async iterable is the same object, a
 * `ReadableStream` a new one of the same kind and class. Nothing is read before the consumer reads, nothing is kept back
 * but the end: `onEnd` is called once, when the stream ends, fails, is stopped early or is abandoned, and the consumer
 * learns of the end when it has resolved. An `onEnd` that rejects is ignored. The record of a stream that cannot be watched
 * ends at once, as stopped.
 */
export function recordedStream<S extends object>(stream: S, onEnd: (end: StreamEnd) => Promise<void>): S {
  const record = new StreamRecord(kindOf(stream), onEnd)
  try {
    if (stream instanceof ReadableStream) return recordedReadableStream(stream, record)
    recordIterable(stream, record)
  } catch {
    // A proxy or a getter that throws. The tool has run, and its caller is to get what it gave.
    void record.stopped()
  }
  return stream
}

function kindOf(stream: object): string {
  try {
    return namedKind(stream)
  } catch {
    return 'AsyncIterable'
  }
}

function namedKind(stream: object): string {
  const tag = Object.prototype.toString.call(stream).slice(8, -1)
  if (tag !== 'Object') return tag
  const { constructor } = stream
  return isFunction(constructor) && constructor !== Object && constructor.name ? constructor.name : 'AsyncIterable'
}

function isFunction(value: unknown): value is Function {
  return typeof value === 'function'
}
