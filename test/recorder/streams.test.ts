import { describe, expect, test } from 'vitest'
import { collected, rejection } from '../store/memory-store.js'
import { recorded } from './recorded.js'

async function* words(text: string): AsyncGenerator<string, number, undefined> {
  const all = text.split(' ')
  for (const word of all) yield word
  return all.length
}

describe('a tool that is an async generator', () => {
  test('starts at the first next(), passes on what it yields and returns, and is recorded at its end', async () => {
    const { recorder, entries } = await recorded()
    const stream = recorder.wrap({ read: words }).read('a b c')
    expect(stream).not.toBeInstanceOf(Promise)
    expect(await entries()).toEqual([])
    expect(await stream.next()).toEqual({ done: false, value: 'a' })
    expect(await collected(stream)).toEqual(['b', 'c'])
    expect(await entries()).toMatchObject([
      {
        toolName: 'read',
        parameters: { args: ['a b c'] },
        outcome: 'succeeded',
        result: { chunks: 3, complete: true, text: 'abc', returned: 3 },
      },
    ])
  })

  test('is recorded when its consumer stops early, and cleans up', async () => {
    const { recorder, entries } = await recorded()
    let cleaned = 0
    const tools = recorder.wrap({
      async *list() {
        try {
          for (let page = 1; ; page += 1) yield page
        } finally {
          cleaned += 1
        }
      },
    })
    for await (const page of tools.list()) if (page === 2) break
    expect(cleaned).toBe(1)
    expect(await entries()).toMatchObject([
      { outcome: 'succeeded', result: { chunks: 2, complete: false, items: [1, 2] } },
    ])
  })

  test('fails with its own error, and is recorded as failed with what came before', async () => {
    const { recorder, entries } = await recorded()
    const error = new Error('the line is cut')
    const tools = recorder.wrap({
      async *read() {
        yield 'a'
        throw error
      },
    })
    expect(await rejection(collected(tools.read()))).toBe(error)
    expect(await entries()).toMatchObject([
      { outcome: 'failed', error: 'Error: the line is cut', result: { chunks: 1, complete: false, text: 'a' } },
    ])
  })

  test('does not start where it is denied, which its first next() is told', async () => {
    const { recorder, entries } = await recorded({ approve: () => 'rejected' })
    let starts = 0
    const tools = recorder.wrap({
      async *delete_all() {
        starts += 1
        yield 1
      },
    })
    const stream = tools.delete_all()
    expect(await rejection(stream.next())).toMatchObject({ code: 'APPROVAL_DENIED' })
    expect(await stream.next()).toEqual({ done: true, value: undefined })
    expect(starts).toBe(0)
    expect(await entries()).toMatchObject([{ outcome: 'denied' }])
  })

  test('is pending while it is read, where it is risky', async () => {
    const { recorder, entries } = await recorded()
    const stream = recorder.wrap({ write: words }).write('a b')
    await stream.next()
    expect(await entries()).toMatchObject([{ outcome: 'pending' }])
    await collected(stream)
    expect(await entries()).toMatchObject([{ outcome: 'succeeded', result: { text: 'ab' } }])
  })
})

describe('a tool that gives a stream', () => {
  test('can be iterated at once, or awaited', async () => {
    const { recorder, entries } = await recorded()
    const tools = recorder.wrap({ read: (text: string) => words(text) })
    expect(await collected(tools.read('a b'))).toEqual(['a', 'b'])
    expect(await collected(await Promise.resolve(tools.read('c')))).toEqual(['c'])
    expect(await entries()).toMatchObject([{ result: { text: 'ab' } }, { result: { text: 'c' } }])
  })

  test('gives a ReadableStream, which is recorded at its end', async () => {
    const { recorder, entries } = await recorded()
    const tools = recorder.wrap({ fetch_page: async () => new Response('the page').body ?? new ReadableStream() })
    const body = await tools.fetch_page()
    expect(body).toBeInstanceOf(ReadableStream)
    expect(await entries()).toEqual([])
    expect(await new Response(body).text()).toBe('the page')
    expect(await entries()).toMatchObject([
      { outcome: 'succeeded', result: { stream: 'ReadableStream', complete: true, text: 'the page' } },
    ])
  })

  test('is recorded when its consumer cancels', async () => {
    const { recorder, entries } = await recorded()
    const reasons: unknown[] = []
    const source = new ReadableStream<string>({
      pull: (controller) => controller.enqueue('a'),
      cancel: (reason) => void reasons.push(reason),
    })
    const reader = (await recorder.wrap({ read: () => source }).read()).getReader()
    await reader.read()
    await reader.cancel('enough')
    expect(reasons).toEqual(['enough'])
    expect(await entries()).toMatchObject([{ outcome: 'succeeded', result: { complete: false } }])
  })

  test('measures the time until the end', async () => {
    const { recorder, entries } = await recorded()
    const tools = recorder.wrap({
      async *read() {
        yield 1
        await new Promise((resolve) => setTimeout(resolve, 50))
      },
    })
    await collected(tools.read())
    const [entry] = await entries()
    expect(entry?.durationMs).toBeGreaterThanOrEqual(49)
  })
})
