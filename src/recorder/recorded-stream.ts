import { recordIterable } from './recorded-iterable.js'
import { recordedReadableStream } from './recorded-readable-stream.js'
import { StreamRecord } from './stream-record.js'
import type { StreamEnd } from './stream-record.js'

/** Whether what a tool gave is read bit by bit. A promise is not, even one that can be iterated. */
export function isStream(value: unknown): value is AsyncIterable<unknown> | ReadableStream<unknown> {
  if (typeof value !== 'object' || value === null || 'then' in value) return false
  return value instanceof ReadableStream || (Symbol.asyncIterator in value && isFunction(value[Symbol.asyncIterator]))
}

/**
 * The stream, for the consumer to read in place of the one that was given: an async iterable is the same object, a
 * `ReadableStream` a new one of the same kind and class. Nothing is read before the consumer reads, nothing is kept back
 * but the end: `onEnd` is called once, when the stream ends, fails, is stopped early or is abandoned, and the consumer
 * learns of the end when it has resolved. An `onEnd` that rejects is ignored.
 */
export function recordedStream<S extends object>(stream: S, onEnd: (end: StreamEnd) => Promise<void>): S {
  const record = new StreamRecord(kindOf(stream), onEnd)
  if (stream instanceof ReadableStream) return recordedReadableStream(stream, record)
  recordIterable(stream, record)
  return stream
}

function kindOf(stream: object): string {
  const tag = Object.prototype.toString.call(stream).slice(8, -1)
  if (tag !== 'Object') return tag
  const { constructor } = stream
  return isFunction(constructor) && constructor !== Object && constructor.name ? constructor.name : 'AsyncIterable'
}

function isFunction(value: unknown): value is Function {
  return typeof value === 'function'
}
