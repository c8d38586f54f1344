import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { iterablePromise } from '../../src/recorder/iterable-promise.js'
import { generatorPlan, generatorScript, outcomeOf, plannedGenerator, playGenerator } from './stream-script.js'

const unhandled: unknown[] = []
const note = (reason: unknown): void => void unhandled.push(reason)
let others: NodeJS.UnhandledRejectionListener[] = []

// The runner's own listeners would fail the run.
beforeEach(() => {
  others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', note)
  unhandled.length = 0
})

afterEach(() => {
  process.off('unhandledRejection', note)
  for (const listener of others) process.on('unhandledRejection', listener)
})

async function* numbers(): AsyncGenerator<number, string, undefined> {
  yield 1
  yield 2
  return 'end'
}

describe('a promise that can be iterated', () => {
  test('is the promise, as any other', async () => {
    const promise = Promise.resolve('result')
    const iterable = iterablePromise(promise)
    expect(iterable).toBe(promise)
    expect(iterable).toBeInstanceOf(Promise)
    expect(Object.prototype.toString.call(iterable)).toBe('[object Promise]')
    expect(Object.keys(iterable)).toEqual([])
    expect(Promise.resolve(iterable)).toBe(iterable)
    expect(Object.getPrototypeOf(iterable.then(String))).toBe(Promise.prototype)
    expect(Object.getPrototypeOf(iterable.finally(String))).toBe(Promise.prototype)
    expect(await iterable).toBe('result')
  })

  test('takes no more turns to be awaited than any other', async () => {
    const order: string[] = []
    const plain = (async () => {
      await Promise.resolve()
      order.push('plain')
    })()
    const iterable = (async () => {
      await iterablePromise(Promise.resolve())
      order.push('iterable')
    })()
    const later = (async () => {
      await Promise.resolve()
      order.push('later')
    })()
    await Promise.all([plain, iterable, later])
    expect(order).toEqual(['plain', 'iterable', 'later'])
  })

  test('gives what its stream gives, awaited or not', async () => {
    const found: unknown[] = []
    for await (const item of iterablePromise(Promise.resolve(numbers()))) found.push(item)
    for await (const item of await iterablePromise(Promise.resolve(numbers()))) found.push(item)
    for await (const item of iterablePromise(Promise.resolve(Readable.from(['a'])))) found.push(item)
    for await (const item of iterablePromise(Promise.resolve(new ReadableStream(letter)))) found.push(item)
    expect(found).toEqual([1, 2, 1, 2, 'a', 'b'])
  })

  test('can be called as the generator that it resolves to', async () => {
    await fc.assert(
      fc.asyncProperty(generatorPlan, generatorScript, async (plan, script) => {
        const [bareSeen, seen]: [unknown[], unknown[]] = [[], []]
        const promise = iterablePromise(Promise.resolve(plannedGenerator(plan, seen)))
        const expected = await playGenerator(plannedGenerator(plan, bareSeen), script)
        expect(await playGenerator(promise as unknown as AsyncGenerator, script)).toEqual(expected)
        expect(seen).toEqual(bareSeen)
      }),
      { numRuns: 200 },
    )
  })

  test.each([['text'], [['a', 'list']], [null], [undefined], [{ a: 1 }]])(
    'gives %j as its only item',
    async (result) => {
      const found: unknown[] = []
      for await (const item of iterablePromise(Promise.resolve<unknown>(result))) found.push(item)
      expect(found).toEqual([result])
    },
  )

  test('gives its rejection to who iterates it, and to nobody else', async () => {
    const denied = new Error('denied')
    const iterator = iterablePromise(Promise.reject<AsyncIterable<number>>(denied))[Symbol.asyncIterator]()
    expect(await outcomeOf(iterator.next())).toStrictEqual({ error: denied })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(unhandled).toEqual([])
  })

  test('leaves a rejection unhandled that nobody asked for', async () => {
    const denied = new Error('denied')
    void iterablePromise(Promise.reject(denied))
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(unhandled).toStrictEqual([denied])
  })

  test('closes its stream when the loop is left, and when it is disposed of', async () => {
    const closed: string[] = []
    const closing = async function* (name: string): AsyncGenerator<number> {
      try {
        yield 1
      } finally {
        closed.push(name)
      }
    }
    for await (const item of iterablePromise(Promise.resolve(closing('left')))) if (item === 1) break
    const promise = iterablePromise(Promise.resolve(closing('disposed of'))) as unknown as AsyncDisposable &
      AsyncIterator<number>
    await promise.next()
    await promise[Symbol.asyncDispose]()
    const stream = new Readable({ read: () => undefined })
    stream.on('error', () => closed.push('stream'))
    await (iterablePromise(Promise.resolve(stream)) as unknown as AsyncDisposable)[Symbol.asyncDispose]()
    expect(closed).toEqual(['left', 'disposed of', 'stream'])
  })
})

const letter: UnderlyingDefaultSource<string> = {
  start(controller) {
    controller.enqueue('b')
    controller.close()
  },
}
