import { defineOwnMethod, methodOf } from './own-method.js'
import type { RecordQueue } from './record-queue.js'

/**
 * Records a Node stream by the events that it emits, whichever way it is read: it emits `data` for `read()` and `pipe()`,
 * too. No listener is added, since one for `data` would set the stream flowing and one for `error` would hide that nobody
 * handles it.
 */
export function recordEvents(stream: object, queue: RecordQueue): void {
  const emit = methodOf(stream, 'emit')
  if (!emit) return
  defineOwnMethod(stream, 'emit', function (this: unknown, ...args: readonly unknown[]) {
    note(queue, args)
    return Reflect.apply(emit, this, args as never[])
  })
}

function note(queue: RecordQueue, [event, value]: readonly unknown[]): void {
  if (event === 'data') queue.take()?.chunk(value)
  else if (event === 'end') void queue.take()?.completed()
  else if (event === 'error') void queue.take()?.failed(value)
  else if (event === 'close') void queue.take()?.stopped()
}
