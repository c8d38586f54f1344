import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordedStream } from '../../src/recorder/recorded-stream.js'
import { toldEnds } from './stream-script.js'

let folder: string
let file: string
const content = 'Grüße, '.repeat(5_000)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'streams-'))
  file = join(folder, 'text.txt')
  await writeFile(file, content)
})

afterAll(() => rm(folder, { recursive: true }))

class Feed {
  readonly #words = ['a', 'b']
  readonly controller: AbortController = new AbortController()
  get size(): number {
    return this.#words.length
  }
  [Symbol.asyncIterator](): AsyncIterator<string> {
    let next = 0
    return { next: () => Promise.resolve({ done: next === this.size, value: this.#words[next++] ?? '' }) }
  }
}

describe('an async iterable', () => {
  test('stays the same object, with its class, private fields and members', async () => {
    const { recorded, onEnd } = toldEnds()
    const feed = new Feed()
    const stream = recordedStream(feed, onEnd)
    expect(stream).toBe(feed)
    expect(stream.size).toBe(2)
    expect(Object.keys(stream)).toEqual(['controller'])
    const words: string[] = []
    for await (const word of stream) words.push(word)
    expect(words).toEqual(['a', 'b'])
    expect(recorded[0]?.result).toMatchObject({ stream: 'Feed', chunks: 2, complete: true, text: 'ab' })
  })

  test('whose iterator knows no return is recorded when the loop is left', async () => {
    const { recorded, onEnd } = toldEnds()
    for await (const word of recordedStream(new Feed(), onEnd)) if (word === 'a') break
    expect(recorded[0]?.result).toEqual({ stream: 'Feed', chunks: 1, complete: false, text: 'a' })
  })

  test('that a tool gives for each call is recorded once for each, in as many iterations', async () => {
    const calls = [toldEnds(), toldEnds(), toldEnds()]
    const feed = new Feed()
    for (const { onEnd } of calls) recordedStream(feed, onEnd)
    for (let index = 0; index < 5; index++) {
      for await (const word of feed) expect(word).toMatch(/[ab]/)
    }
    expect(calls.map(({ recorded }) => recorded.map(({ result }) => result.chunks))).toEqual([[2], [2], [2]])
  })

  test('that cannot begin is recorded as failed', async () => {
    const { ends, onEnd } = toldEnds()
    const failure = new Error('consumed')
    const stream = recordedStream(
      {
        [Symbol.asyncIterator](): AsyncIterator<string> {
          throw failure
        },
      },
      onEnd,
    )
    expect(() => stream[Symbol.asyncIterator]()).toThrow(failure)
    expect(ends).toMatchObject([{ failed: true, error: failure }])
  })

  test('that is frozen is left alone, and recorded at once', async () => {
    const { ends, onEnd } = toldEnds()
    const stream = recordedStream(Object.freeze(new Feed()), onEnd)
    expect(ends).toMatchObject([{ result: { complete: false, chunks: 0 } }])
    const words: string[] = []
    for await (const word of stream) words.push(word)
    expect(words).toEqual(['a', 'b'])
  })

  test('that is disposed of is recorded', async () => {
    const { recorded, onEnd } = toldEnds()
    const disposable = Object.assign(new Feed(), { [Symbol.asyncDispose]: () => Promise.resolve() })
    await recordedStream(disposable, onEnd)[Symbol.asyncDispose]()
    expect(recorded).toMatchObject([{ failed: false, result: { complete: false } }])
  })

  test('fails with what its disposal fails with', async () => {
    const { recorded, onEnd } = toldEnds()
    const failure = new Error('stuck')
    const disposable = Object.assign(new Feed(), { [Symbol.asyncDispose]: () => Promise.reject<void>(failure) })
    await expect(recordedStream(disposable, onEnd)[Symbol.asyncDispose]()).rejects.toBe(failure)
    expect(recorded).toMatchObject([{ failed: true, error: failure }])
  })

  test('that nobody reads to its end is recorded when it is garbage', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const { recorded, onEnd } = toldEnds()
    recordedStream(new Feed(), onEnd)
    recordedStream(new ReadableStream(), onEnd)
    await recordedStream(new Feed(), onEnd)[Symbol.asyncIterator]().next()
    await expect.poll(() => (collect(), recorded.length), { timeout: 10_000 }).toBe(3)
    const chunks = recorded.map(({ result }) => [result.stream, result.chunks, result.complete])
    expect(chunks).toEqual(
      expect.arrayContaining([
        ['ReadableStream', 0, false],
        ['Feed', 0, false],
        ['Feed', 1, false],
      ]),
    )
  })
})

describe('a stream of Node', () => {
  const whole = { bytes: Buffer.byteLength(content), text: content, complete: true, stream: 'ReadStream' }

  test.each([
    ['iterated', (stream: Readable) => stream.toArray()],
    ['in a pipeline', (stream: Readable) => pipeline(stream, passingOn(), nowhere())],
    ['read by events', readByEvents],
    ['as a ReadableStream', (stream: Readable) => new Response(Readable.toWeb(stream) as ReadableStream).text()],
  ])('is recorded, %s', async (_way, read) => {
    const { recorded, onEnd } = toldEnds()
    const source = createReadStream(file)
    const stream = recordedStream(source, onEnd)
    expect(stream).toBe(source)
    expect(stream.readableFlowing).toBe(null)
    await read(stream)
    await expect.poll(() => recorded).toHaveLength(1)
    expect(recorded[0]).toMatchObject({ failed: false, result: whole })
  })

  test('is recorded when its reader stops', async () => {
    const { recorded, onEnd } = toldEnds()
    for await (const chunk of recordedStream(Readable.from(['a', 'b', 'c']), onEnd)) if (chunk === 'b') break
    expect(recorded).toMatchObject([{ failed: false, result: { chunks: 2, complete: false, text: 'ab' } }])
    const listened = recordedStream(Readable.from(['a', 'b', 'c']), onEnd)
    const heard: unknown[] = []
    listened.on('data', (chunk) => {
      heard.push(chunk)
      listened.destroy()
    })
    await expect.poll(() => recorded).toHaveLength(2)
    expect(recorded[1]).toMatchObject({ failed: false, result: { text: heard.join(''), complete: false } })
  })

  test('fails with its own error, which its listener gets', async () => {
    const { recorded, onEnd } = toldEnds()
    const stream = recordedStream(createReadStream(join(folder, 'missing')), onEnd)
    const error = await new Promise((resolve) => stream.on('error', resolve))
    await expect.poll(() => recorded).toHaveLength(1)
    expect(recorded[0]?.error).toBe(error)
    const iterated = recordedStream(createReadStream(join(folder, 'missing')), onEnd)
    await expect(iterated.toArray()).rejects.toThrow('ENOENT')
    expect(recorded[1]).toMatchObject({ failed: true, error: { code: 'ENOENT' } })
  })
})

describe('the body of a fetch', () => {
  test('is recorded whole, cut off and cancelled', async () => {
    const server = createServer((request, response) => {
      response.write('first')
      if (request.url === '/whole') response.end(' last')
      if (request.url === '/cut') setTimeout(() => response.destroy(), 20)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { recorded, onEnd } = toldEnds()
    const body = async (path: string): Promise<ReadableStream<Uint8Array>> => {
      const response = await fetch(origin + path)
      return recordedStream(response.body ?? new ReadableStream(), onEnd)
    }

    expect(await new Response(await body('/whole')).text()).toBe('first last')
    await expect(new Response(await body('/cut')).text()).rejects.toThrow(TypeError)
    for await (const chunk of await body('/open')) if (chunk.length > 0) break
    expect(recorded).toMatchObject([
      { failed: false, result: { complete: true, text: 'first last' } },
      { failed: true, result: { complete: false, text: 'first' } },
      { failed: false, result: { complete: false, text: 'first', chunks: 1 } },
    ])
    server.closeAllConnections()
    server.close()
  })
})

function passingOn(): Transform {
  return new Transform({ transform: (chunk, _encoding, done) => done(null, chunk) })
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}

function readByEvents(stream: Readable): Promise<unknown> {
  stream.on('data', () => undefined)
  return new Promise((resolve) => stream.on('end', resolve))
}
