import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { isStream, recordedStream } from '../../src/recorder/recorded-stream.js'
import {
  generatorPlan,
  generatorScript,
  outcomeOf,
  plannedGenerator,
  playGenerator,
  toldEnds,
} from './stream-script.js'

async function* words(): AsyncGenerator<string, string, unknown> {
  yield 'one '
  yield 'two'
  return 'done'
}

describe('a generator', () => {
  test('is the same object, and recorded when it is at its end', async () => {
    const { ends, recorded, onEnd } = toldEnds()
    const generator = words()
    const stream = recordedStream(generator, onEnd)

    expect(stream).toBe(generator)
    expect(stream).toBeInstanceOf(words)
    expect(Object.keys(stream)).toEqual([])
    expect(await stream.next()).toEqual({ done: false, value: 'one ' })
    expect(await stream.next()).toEqual({ done: false, value: 'two' })
    expect(ends).toEqual([])
    expect(await stream.next()).toEqual({ done: true, value: 'done' })

    expect(recorded).toEqual([
      {
        result: { stream: 'AsyncGenerator', chunks: 2, complete: true, text: 'one two', returned: 'done' },
        failed: false,
        error: undefined,
      },
    ])
  })

  test('gives what the bare one gives, whatever its consumer does', async () => {
    await fc.assert(
      fc.asyncProperty(generatorPlan, generatorScript, async (plan, script) => {
        const [bareSeen, seen]: [unknown[], unknown[]] = [[], []]
        const { ends, recorded, onEnd } = toldEnds()
        const stream = recordedStream(plannedGenerator(plan, seen), onEnd)

        const expected = await playGenerator(plannedGenerator(plan, bareSeen), script)
        expect(await playGenerator(stream, script)).toEqual(expected)
        expect(seen).toEqual(bareSeen)

        // Recorded once, exactly where the consumer was told of an end.
        const [outcomes] = expected as [readonly { value?: { done: boolean } }[]]
        const ended = outcomes.some(({ value }) => value === undefined || value.done)
        expect(recorded).toHaveLength(ended ? 1 : 0)
        expect(ends).toEqual(recorded)
      }),
      { numRuns: 500 },
    )
  })

  test('tells of its end when the record is kept, also to calls that wait behind', async () => {
    const { recorded, onEnd } = toldEnds()
    const stream = recordedStream(words(), onEnd)
    const calls = [0, 1, 2, 3, 4].map(async () => {
      const { done } = await stream.next()
      return [done, recorded.length]
    })
    expect(await Promise.all(calls)).toEqual([
      [false, 0],
      [false, 0],
      [true, 1],
      [true, 1],
      [true, 1],
    ])
  })

  test.each(['break', 'return', 'throw in the loop', 'yield*'])('is recorded when stopped early: %s', async (way) => {
    const { recorded, onEnd } = toldEnds()
    let finished = 0
    const stream = recordedStream(
      (async function* () {
        try {
          for (let index = 0; ; index++) yield { index }
        } finally {
          finished++
        }
      })(),
      onEnd,
    )
    if (way === 'break') for await (const { index } of stream) if (index === 1) break
    if (way === 'return') await readTwoAndReturn(stream)
    if (way === 'throw in the loop') await outcomeOf(throwAtSecond(stream))
    if (way === 'yield*') for await (const { index } of delegating(stream)) if (index === 1) break

    const result = { stream: 'AsyncGenerator', chunks: 2, complete: false, items: [{ index: 0 }, { index: 1 }] }
    expect(recorded).toEqual([{ result, failed: false, error: undefined }])
    expect(finished).toBe(1)
  })

  test('fails with its own error, after what came through', async () => {
    const failure = new Error('broken')
    const { recorded, onEnd } = toldEnds()
    const stream = recordedStream(
      (async function* () {
        yield 'so far'
        throw failure
      })(),
      onEnd,
    )
    await stream.next()
    expect(await outcomeOf(stream.next())).toStrictEqual({ error: failure })
    expect(recorded).toHaveLength(1)
    expect(recorded[0]?.error).toBe(failure)
    expect(recorded[0]).toMatchObject({ failed: true, result: { chunks: 1, complete: false, text: 'so far' } })
  })

  test('is not hurt by a listener that fails', async () => {
    const stream = recordedStream(words(), () => Promise.reject(new Error('no disk')))
    await stream.next()
    await stream.next()
    expect(await stream.next()).toEqual({ done: true, value: 'done' })
    const other = recordedStream(words(), () => {
      throw new Error('no disk')
    })
    expect(await other.return('early')).toEqual({ done: true, value: 'early' })
  })

  test('that cannot be watched is given as it is, and recorded as stopped', async () => {
    const { recorded, onEnd } = toldEnds()
    const stream = new Proxy({ [Symbol.asyncIterator]: words }, { defineProperty: raise })
    expect(recordedStream(stream, onEnd)).toBe(stream)
    const read: string[] = []
    for await (const word of stream) read.push(word)
    expect(read).toEqual(['one ', 'two'])
    const unnamed = {
      async *[Symbol.asyncIterator]() {},
      get [Symbol.toStringTag]() {
        return raise()
      },
    }
    for await (const nothing of recordedStream(unnamed, onEnd)) expect(nothing).toBe('not reached')
    await expect
      .poll(() => recorded)
      .toMatchObject([
        { failed: false, result: { stream: 'AsyncIterable', chunks: 0, complete: false } },
        { failed: false, result: { stream: 'AsyncIterable', chunks: 0, complete: true } },
      ])
  })

  test('is recorded where the runtime has no weak references', async () => {
    vi.stubGlobal('WeakRef', undefined)
    const { recorded, onEnd } = toldEnds()
    for await (const word of recordedStream(words(), onEnd)) expect(word).toMatch(/one|two/)
    vi.unstubAllGlobals()
    expect(recorded).toMatchObject([{ result: { chunks: 2, complete: true, text: 'one two' } }])
  })

  test('that a tool gives again is read on for the next call', async () => {
    const generator = words()
    const [first, second] = [toldEnds(), toldEnds()]
    const stream = recordedStream(generator, first.onEnd)
    await stream.next()
    recordedStream(generator, second.onEnd)
    for await (const word of stream) expect(word).toBe('two')
    expect(first.recorded[0]?.result).toMatchObject({ chunks: 2, complete: true })
    expect(second.recorded).toEqual([])
    await stream.next()
    expect(second.recorded[0]?.result).toMatchObject({ chunks: 0, complete: true })
  })
})

describe('what is a stream', () => {
  test.each([
    ['a generator', words(), true],
    ['an async iterable', { [Symbol.asyncIterator]: words }, true],
    ['a ReadableStream', new ReadableStream(), true],
    ['a list', [1], false],
    ['text', 'text', false],
    ['null', null, false],
    ['a generator function', words, false],
    ['a promise that can be iterated', Object.assign(Promise.resolve(), { [Symbol.asyncIterator]: words }), false],
    [
      'what throws when it is looked at',
      {
        get [Symbol.asyncIterator]() {
          return raise()
        },
      },
      false,
    ],
    ['an object whose asyncIterator is no function', { [Symbol.asyncIterator]: 1 }, false],
  ])('%s', (_name, value, expected) => {
    expect(isStream(value)).toBe(expected)
  })
})

function raise(): never {
  throw new Error('no')
}

async function throwAtSecond(stream: AsyncIterable<{ index: number }>): Promise<void> {
  for await (const { index } of stream) if (index === 1) throw new Error('enough')
}

async function* delegating<T>(stream: AsyncIterable<T>): AsyncGenerator<T> {
  yield* stream
}

async function readTwoAndReturn(stream: AsyncGenerator): Promise<void> {
  await stream.next()
  await stream.next()
  await stream.return(undefined)
}
