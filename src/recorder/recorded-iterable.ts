import { recordEvents } from './recorded-events.js'
import { recordDisposal, recordIterator } from './recorded-iterator.js'
import { defineOwnMethod, methodOf } from './own-method.js'
import { RecordQueue } from './record-queue.js'
import type { WaitingRecords } from './record-queue.js'
import type { StreamRecord } from './stream-record.js'

// Of each iterable and iterator that is watched already.
const watched = new WeakMap<object, WaitingRecords>()

/**
 * Has the next reading of an async iterable recorded. The object itself is watched and stays the same object, so that its
 * class, its private fields and all its other methods work on.
 *
 * - An iterator (a generator, too) is recorded from its next call on; any other iterable at its next iteration, each for
 *   one call that gave it.
 * - A Node stream is recorded also when it is read by events, `pipe()` or `read()`; such readers learn of the end when it
 *   is being recorded, not after, since events cannot wait.
 * - What an object of another class gives through methods of its own is seen where they iterate the object. Where they do
 *   not, or nobody reads at all, the record ends as stopped when the object is garbage.
 * - A frozen object cannot be watched: its record ends at once, as stopped.
 */
export function recordIterable(stream: object, record: StreamRecord): void {
  record.readFrom(stream)
  const known = watched.get(stream)
  if (known) known.push(record)
  else watch(stream, [record])
}

function watch(stream: object, waiting: WaitingRecords): void {
  const queue = new RecordQueue(waiting, stream)
  if (!recordIterations(stream, waiting, queue)) return void queue.take()?.stopped()
  watched.set(stream, waiting)
  if (methodOf(stream, 'next')) recordIterator(stream, queue)
  else recordDisposal(stream, queue)
  if (methodOf(stream, 'pipe')) recordEvents(stream, queue)
}

function recordIterations(stream: object, waiting: WaitingRecords, queue: RecordQueue): boolean {
  const iterate = methodOf(stream, Symbol.asyncIterator)
  if (!iterate) return false
  return defineOwnMethod(stream, Symbol.asyncIterator, function (this: unknown, ...args) {
    try {
      const iterator: unknown = Reflect.apply(iterate, this, args)
      if (waiting.length > 0) recordNew(iterator, waiting)
      return iterator
    } catch (error) {
      void queue.take()?.failed(error)
      throw error
    }
  })
}

function recordNew(iterator: unknown, waiting: WaitingRecords): void {
  if (typeof iterator !== 'object' || iterator === null || watched.has(iterator)) return
  watched.set(iterator, waiting)
  recordIterator(iterator, new RecordQueue(waiting, iterator))
}
