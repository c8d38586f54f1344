import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordedStream } from '../../src/recorder/recorded-stream.js'
import { outcomeOf, toldEnds } from './stream-script.js'

interface Plan {
  readonly chunks: number
  readonly end: 'closes' | 'fails' | 'stays open' | 'closes at once' | 'fails at once'
  readonly bytes: boolean
  readonly cancelFails: boolean
}

type Step = 'read' | 'read on' | 'fill' | 'cancel' | 'release' | 'tee'

/** That a recorded ReadableStream is what the bare one is: the same in each runtime. */
export function readableStreamSuite(): void {
  test('gives what the bare one gives, whatever its consumer does', async () => {
    await fc.assert(
      fc.asyncProperty(planned, script, async (plan, steps) => {
        const [bareSeen, seen]: [unknown[], unknown[]] = [[], []]
        const { ends, recorded, onEnd } = toldEnds(() => Promise.resolve())
        const [expected, outcomes] = await Promise.all([
          play(plannedStream(plan, bareSeen), steps),
          play(recordedStream(plannedStream(plan, seen), onEnd), steps),
        ])
        expect(outcomes).toEqual(expected)
        expect(seen).toEqual(bareSeen)
        // An end that the consumer was not told of yet may still be on its way to the record, and one branch of two is not all.
        expect(ends.length).toBeLessThanOrEqual(1)
        expect(recorded.length).toBeGreaterThanOrEqual(!steps.includes('tee') && expected.some(tellsOfEnd) ? 1 : 0)
      }),
      { numRuns: 300 },
    )
  })

  test('is a stream that nothing is taken from before it is read', async () => {
    const { recorded, onEnd } = toldEnds()
    let pulled = 0
    const source = new ReadableStream({ pull: (controller) => controller.enqueue(pulled++) }, { highWaterMark: 0 })
    const stream = recordedStream(source, onEnd)
    expect(stream).toBeInstanceOf(ReadableStream)
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(pulled).toBe(0)
    const reader = stream.getReader()
    expect(await reader.read()).toEqual({ done: false, value: 0 })
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(pulled).toBe(1)

    await reader.cancel()
    const result = { stream: 'ReadableStream', chunks: 1, complete: false, items: [0] }
    expect(recorded).toEqual([{ result, failed: false, error: undefined }])
  })

  test('passes the reason of a cancel on, and waits until the source is done with it', async () => {
    const { recorded, onEnd } = toldEnds()
    const reasons: unknown[] = []
    const stream = recordedStream(
      new ReadableStream({
        async cancel(reason) {
          await new Promise((resolve) => setTimeout(resolve, 5))
          reasons.push(reason)
        },
      }),
      onEnd,
    )
    const reason = new Error('enough')
    await stream.cancel(reason)
    expect(reasons).toStrictEqual([reason])
    expect(reasons[0]).toBe(reason)
    expect(recorded).toHaveLength(1)
  })

  test('fails with the error of the source itself', async () => {
    const { recorded, onEnd } = toldEnds()
    const failure = new TypeError('cut off')
    const stream = recordedStream(new ReadableStream({ pull: (controller) => controller.error(failure) }), onEnd)
    const outcome = await outcomeOf(stream.getReader().read())
    expect('error' in outcome && outcome.error).toBe(failure)
    expect(recorded[0]?.error).toBe(failure)
    expect(recorded[0]?.failed).toBe(true)
  })

  test('fills the buffers of a reader that brings its own', async () => {
    const { recorded, onEnd } = toldEnds()
    const stream = recordedStream(letters(['hello', ' world']), onEnd)
    const reader = stream.getReader({ mode: 'byob' })
    const whole = new Uint8Array(new ArrayBuffer(16), 4, 3)
    const first = await reader.read(whole)
    expect(first.value?.byteOffset).toBe(4)
    expect(new TextDecoder().decode(first.value)).toBe('hel')
    reader.releaseLock()
    const plain = stream.getReader()
    expect(new TextDecoder().decode((await plain.read()).value)).toBe('lo')
    plain.releaseLock()
    const again = stream.getReader({ mode: 'byob' })
    expect(new TextDecoder().decode((await again.read(new Uint8Array(64))).value)).toBe(' world')
    const last = await again.read(new Uint8Array(8))
    expect(last.done).toBe(true)
    expect(last.value?.buffer.byteLength).toBe(8)
    expect(recorded[0]?.result).toMatchObject({ chunks: 3, bytes: 11, text: 'hello world', complete: true })
  })

  test('ends once where its reader is changed while the end is recorded', async () => {
    const { ends, onEnd } = toldEnds(() => new Promise((resolve) => setTimeout(resolve, 20)))
    const source = new ReadableStream({ type: 'bytes', start: (controller) => controller.close() })
    const stream = recordedStream(source, onEnd)
    const reader = stream.getReader()
    const first = reader.read()
    await new Promise((resolve) => setTimeout(resolve, 5))
    reader.releaseLock()
    await expect(first).rejects.toThrow(TypeError)
    const { done } = await stream.getReader({ mode: 'byob' }).read(new Uint8Array(1))
    expect(done).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(ends).toHaveLength(1)
  })

  test('is iterated, and recorded when the loop is left', async () => {
    const { recorded, onEnd } = toldEnds()
    for await (const chunk of recordedStream(letters(['a', 'b', 'c']), onEnd)) if (chunk[0] === 98) break
    expect(recorded[0]?.result).toMatchObject({ chunks: 2, bytes: 2, text: 'ab', complete: false })
  })

  test('is teed, piped and put into a Response', async () => {
    const { recorded, onEnd } = toldEnds()
    const [left, right] = recordedStream(letters(['a', 'bc']), onEnd).tee()
    expect(await Promise.all([new Response(left).text(), new Response(right).text()])).toEqual(['abc', 'abc'])
    const upper = new TransformStream<string, string>({
      transform: (text, controller) => controller.enqueue(text.toUpperCase()),
    })
    const written: string[] = []
    await recordedStream(letters(['d', 'ef']), onEnd)
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(upper)
      .pipeTo(new WritableStream({ write: (text) => void written.push(text) }))
    expect(written).toEqual(['D', 'EF'])
    expect(await new Response(recordedStream(letters(['g']), onEnd)).text()).toBe('g')
    expect(recorded.map(({ result }) => result.text)).toEqual(['abc', 'def', 'g'])
    expect(recorded.every(({ result }) => result.complete)).toBe(true)
  })

  test('stays what its class and its own members make it', async () => {
    class Lines extends ReadableStream<string> {
      readonly origin = 'here'
      async first(): Promise<string | undefined> {
        return (await this.getReader().read()).value
      }
    }
    const lines = recordedStream(new Lines({ pull: (controller) => controller.enqueue('line') }), toldEnds().onEnd)
    expect(lines).toBeInstanceOf(Lines)
    expect(lines.origin).toBe('here')
    expect(await lines.first()).toBe('line')
  })

  test('is given back as it is when somebody else reads it already', async () => {
    const { recorded, onEnd } = toldEnds()
    const source = letters(['a'])
    const reader = source.getReader()
    expect(recordedStream(source, onEnd)).toBe(source)
    await expect.poll(() => recorded).toHaveLength(1)
    expect(recorded[0]?.result).toEqual({ stream: 'ReadableStream', chunks: 0, complete: false })
    expect((await reader.read()).done).toBe(false)
  })
}

const planned: fc.Arbitrary<Plan> = fc.record({
  chunks: fc.integer({ min: 0, max: 4 }),
  end: fc.constantFrom<Plan['end'][]>('closes', 'closes', 'fails', 'stays open', 'closes at once', 'fails at once'),
  bytes: fc.boolean(),
  cancelFails: fc.boolean(),
})

const script: fc.Arbitrary<Step[]> = fc.array(
  fc.constantFrom<Step[]>('read', 'read', 'read', 'read on', 'fill', 'fill', 'cancel', 'release', 'tee'),
  { maxLength: 8 },
)

// Pulls are not counted: a stream may ask its source earlier or later, but what reaches the source else is the same.
function plannedStream(plan: Plan, seen: unknown[]): ReadableStream<unknown> {
  let next = 0
  const source = {
    pull(controller: ReadableStreamController<unknown>) {
      if (next < plan.chunks) controller.enqueue(chunkOf(plan, next++) as never)
      if (next === plan.chunks) finish(plan, controller)
    },
    cancel(reason: unknown) {
      seen.push(reason)
      if (plan.cancelFails) throw new Error('cannot be cancelled')
    },
  }
  const start = (controller: ReadableStreamController<unknown>): void => {
    if (plan.end.endsWith('at once')) finish(plan, controller)
  }
  return plan.bytes
    ? new ReadableStream({ ...source, start, type: 'bytes' })
    : new ReadableStream({ ...source, start }, { highWaterMark: 0 })
}

function chunkOf({ bytes }: Plan, index: number): unknown {
  return bytes ? new Uint8Array([index, index, index]) : { index }
}

function finish({ end }: Plan, controller: ReadableStreamController<unknown>): void {
  if (end.startsWith('fails')) controller.error(new RangeError('broken'))
  else if (end.startsWith('closes')) {
    controller.close()
    if ('byobRequest' in controller) controller.byobRequest?.respond(0)
  }
}

async function play(stream: ReadableStream<unknown>, steps: readonly Step[]): Promise<unknown[]> {
  const outcomes: unknown[] = []
  const consumer = new Consumer(stream)
  for (const step of steps) {
    // An end is told when it is recorded, so that a source which ends by itself is seen to a little later.
    if (step !== 'read on') await new Promise((resolve) => setTimeout(resolve, 1))
    try {
      const outcome = soon(consumer.take(step))
      if (step !== 'read on') outcomes.push(await outcome)
    } catch (error) {
      // The words differ with the state that a stream says it is in.
      outcomes.push(error instanceof Error && error.name)
    }
  }
  return outcomes
}

class Consumer {
  #stream: ReadableStream<unknown>
  #reader: ReadableStreamDefaultReader | undefined
  #filling: ReadableStreamBYOBReader | undefined

  constructor(stream: ReadableStream<unknown>) {
    this.#stream = stream
  }

  take(step: Step): Promise<unknown> {
    switch (step) {
      case 'tee':
        this.#release()
        ;[this.#stream] = this.#stream.tee()
        return Promise.resolve()
      case 'release':
        return Promise.resolve(this.#release())
      case 'fill':
        this.#release()
        this.#filling = this.#stream.getReader({ mode: 'byob' })
        return this.#filling.read(new Uint8Array(2))
      case 'cancel':
        return (this.#reader ?? this.#filling ?? this.#stream).cancel('why')
      default:
        return this.#read()
    }
  }

  #read(): Promise<unknown> {
    if (this.#filling) this.#release()
    this.#reader ??= this.#stream.getReader()
    return this.#reader.read()
  }

  #release(): void {
    this.#reader?.releaseLock()
    this.#filling?.releaseLock()
    this.#reader = undefined
    this.#filling = undefined
  }
}

// A read that waits for ever is as good an answer as any, so each is given a while.
function soon(promise: Promise<unknown>): Promise<unknown> {
  return Promise.race([outcomeOf(promise), new Promise((resolve) => setTimeout(resolve, 25, 'waits'))])
}

function tellsOfEnd(outcome: unknown): boolean {
  return typeof outcome === 'object' && outcome !== null && 'value' in outcome && isDone(outcome.value)
}

function isDone(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'done' in result && result.done === true
}

function letters(texts: readonly string[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const waiting = texts.map((text) => new TextEncoder().encode(text))
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const bytes = waiting.shift()
      if (bytes) return controller.enqueue(bytes)
      controller.close()
      controller.byobRequest?.respond(0)
    },
  })
}
