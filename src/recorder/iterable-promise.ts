/** What an awaited stream gives when its promise is iterated; what is no stream is one item. */
type ItemOf<R> = R extends AsyncIterable<infer T> ? T : R

/** Iterates what a promise resolves to. A rejection of the promise is one of each call. */
class PromisedIterator<R> implements AsyncIterableIterator<ItemOf<R>> {
  readonly #promise: Promise<R>
  #iterator: Promise<AsyncIterator<ItemOf<R>>> | undefined

  constructor(promise: Promise<R>) {
    this.#promise = promise
  }

  next(...args: [] | [undefined]): Promise<IteratorResult<ItemOf<R>>> {
    return this.#opened().then((iterator) => iterator.next(...args))
  }

  async return(value?: unknown): Promise<IteratorResult<ItemOf<R>>> {
    const iterator = await this.#opened()
    return iterator.return ? iterator.return(value) : { done: true, value }
  }

  async throw(error?: unknown): Promise<IteratorResult<ItemOf<R>>> {
    const iterator = await this.#opened()
    if (iterator.throw) return iterator.throw(error)
    await iterator.return?.()
    throw error
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  #opened(): Promise<AsyncIterator<ItemOf<R>>> {
    this.#iterator ??= this.#promise.then(iteratorOf)
    return this.#iterator
  }
}

function iteratorOf<R>(result: R): AsyncIterator<ItemOf<R>> {
  const isIterable = typeof result === 'object' && result !== null && Symbol.asyncIterator in result
  return (isIterable ? (result as unknown as AsyncIterable<ItemOf<R>>) : onlyItem(result as ItemOf<R>))[
    Symbol.asyncIterator
  ]()
}

async function* onlyItem<T>(item: T): AsyncGenerator<T, void, undefined> {
  yield item
}

// The one iterator that each promise's own `next()`, `return()` and `throw()` go to.
const ownIterators = new WeakMap<object, PromisedIterator<unknown>>()

function ownIterator(promise: Promise<unknown>): PromisedIterator<unknown> {
  const known = ownIterators.get(promise)
  if (known) return known
  const iterator = new PromisedIterator(promise)
  ownIterators.set(promise, iterator)
  return iterator
}

async function dispose(this: Promise<unknown>): Promise<void> {
  const result = await this
  if (typeof result !== 'object' || result === null) return
  const { [Symbol.asyncDispose]: disposeResult } = result as Partial<AsyncDisposable>
  if (disposeResult) await disposeResult.call(result)
  else if (Symbol.asyncIterator in result) await ownIterator(this).return()
}

/** A function as the hidden member that built-in methods are. */
function hidden(value: Function): PropertyDescriptor {
  return { value, writable: true, configurable: true }
}

// A prototype that all share costs a call next to nothing. It leaves `constructor` alone, so that `await` takes the promise as
// it is, and `then()` gives plain ones.
const iterable: object = /* @__PURE__ */ Object.create(Promise.prototype, {
  next: /* @__PURE__ */ hidden(function (this: Promise<unknown>, ...args: [] | [undefined]) {
    return ownIterator(this).next(...args)
  }),
  return: /* @__PURE__ */ hidden(function (this: Promise<unknown>, value: unknown) {
    return ownIterator(this).return(value)
  }),
  throw: /* @__PURE__ */ hidden(function (this: Promise<unknown>, error: unknown) {
    return ownIterator(this).throw(error)
  }),
  [Symbol.asyncIterator]: /* @__PURE__ */ hidden(function (this: Promise<unknown>) {
    return new PromisedIterator(this)
  }),
  ...(Symbol.asyncDispose && { [Symbol.asyncDispose]: /* @__PURE__ */ hidden(dispose) }),
})

/**
 * The promise itself, which can now be iterated at once, without awaiting it: it gives what the stream that it resolves
 * to gives, or a result that is no stream as its only item, since some callers iterate whatever can be iterated. Its
 * rejection goes to who iterates it; where nobody does nor awaits it, it stays unhandled as of any promise.
 */
export function iterablePromise<R>(promise: Promise<R>): Promise<R> & AsyncIterable<ItemOf<R>> {
  return Object.setPrototypeOf(promise, iterable) as Promise<R> & AsyncIterable<ItemOf<R>>
}
