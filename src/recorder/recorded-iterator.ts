import { defineOwnMethod, methodOf } from './own-method.js'
import type { Method } from './own-method.js'
import type { RecordQueue } from './record-queue.js'
import type { StreamRecord } from './stream-record.js'

/** How a call that is done ends the record. */
type Ending = (record: StreamRecord, value: unknown) => Promise<void>

const byItself: Ending = (record, value) => record.completed(value)
const byConsumer: Ending = (record) => record.stopped()

/**
 * Records what the iterator gives from now on, in the iterator itself. Calls reach it at once and in their order, with their
 * values and `this`. An iterator that has no `return` gets one, as `for await` says only there that it stops early.
 */
export function recordIterator(iterator: object, queue: RecordQueue): void {
  const seen = observe(iterator, 'next', queue, byItself)
  observe(iterator, 'throw', queue, byConsumer)
  if (!observe(iterator, 'return', queue, byConsumer)) defineOwnMethod(iterator, 'return', stopping(queue))
  recordDisposal(iterator, queue)
  // A frozen iterator cannot be watched.
  if (!seen) void queue.take()?.stopped()
}

/** Records it when a stream is disposed of before its end. */
export function recordDisposal(stream: object, queue: RecordQueue): void {
  // Runtimes that lack the symbol have nothing that disposes.
  const key: symbol | undefined = Symbol.asyncDispose
  const dispose = key && methodOf(stream, key)
  if (!dispose) return
  defineOwnMethod(stream, key, async function (this: unknown, ...args) {
    const record = queue.take()
    const disposed = (): unknown => Reflect.apply(dispose, this, args)
    await (record ? recorded(record, disposed, byConsumer) : disposed())
    await record?.stopped()
  })
}

function observe(iterator: object, key: 'next' | 'throw' | 'return', queue: RecordQueue, ending: Ending): boolean {
  const method = methodOf(iterator, key)
  if (!method) return false
  return defineOwnMethod(iterator, key, function (this: unknown, ...args) {
    const record = queue.take()
    return record
      ? recorded(record, () => Reflect.apply(method, this, args), ending)
      : Reflect.apply(method, this, args)
  })
}

async function recorded(record: StreamRecord, call: () => unknown, ending: Ending): Promise<unknown> {
  let result: unknown
  try {
    result = await call()
  } catch (error) {
    await record.failed(error)
    throw error
  }
  await passed(record, result, ending)
  return result
}

function passed(record: StreamRecord, result: unknown, ending: Ending): Promise<void> | undefined {
  // What is no result is left to the consumer, who is told so by the language.
  if (typeof result !== 'object' || result === null) return undefined
  const { done, value } = result as Partial<IteratorResult<unknown>>
  if (done) return ending(record, value)
  record.chunk(value)
  return undefined
}

function stopping(queue: RecordQueue): Method {
  return async (value?: unknown) => {
    await queue.take()?.stopped()
    return { done: true, value }
  }
}
