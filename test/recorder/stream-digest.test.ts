import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DigestedChunks } from '../../src/recorder/stream-digest.js'
import type { StreamDigest } from '../../src/recorder/stream-digest.js'

function digestOf(chunks: Iterable<unknown>, complete = true, returned?: unknown): StreamDigest {
  const digested = new DigestedChunks('Kind')
  for (const chunk of chunks) digested.take(chunk)
  return digested.digest(complete, returned)
}

function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

describe('what is recorded of a stream', () => {
  test('is only its kind where nothing came', () => {
    expect(digestOf([])).toEqual({ stream: 'Kind', chunks: 0, complete: true })
    expect(digestOf([], false)).toEqual({ stream: 'Kind', chunks: 0, complete: false })
  })

  test('is its text, joined', () => {
    expect(digestOf(['sk-12', '34', ''])).toEqual({ stream: 'Kind', chunks: 3, complete: true, text: 'sk-1234' })
  })

  test('is the text of its bytes, wherever they are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 5 }), (text, size) => {
        const bytes = new TextEncoder().encode(text)
        const { text: found, bytes: length } = digestOf(pieces(bytes, size))
        expect(found ?? '').toBe(text.replace(/^\uFEFF/, ''))
        expect(length ?? 0).toBe(bytes.length)
      }),
    )
  })

  test('is only how many bytes came where they are no text', () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47])
    const onlyBytes = { stream: 'Kind', chunks: 1, complete: true, bytes: 4 }
    expect(digestOf([png])).toEqual(onlyBytes)
    expect(digestOf([new TextEncoder().encode('text'), png])).toEqual({ ...onlyBytes, chunks: 2, bytes: 8 })
    // The beginning of a character, and no more of it.
    const half = new Uint8Array([0x61, 0xe2, 0x82])
    expect(digestOf([half])).toEqual({ ...onlyBytes, bytes: 3 })
    expect(digestOf([half], false)).toEqual({ ...onlyBytes, bytes: 3, complete: false, text: 'a' })
  })

  test('is how its items were when they passed', () => {
    const item = { n: 1n, at: new Date(0) }
    const digested = new DigestedChunks('Kind')
    digested.take(item)
    item.n = 2n
    digested.take(null)
    const items = [{ n: '1', at: '1970-01-01T00:00:00.000Z' }, null]
    expect(digested.digest(true, { tokens: 7 })).toEqual({
      stream: 'Kind',
      chunks: 2,
      complete: true,
      items,
      returned: { tokens: 7 },
    })
  })

  test.each([
    ['text', () => 'x'.repeat(1_000)],
    ['bytes', () => new Uint8Array(1_000).fill(0x78)],
    ['items', () => ({ delta: 'x'.repeat(1_000) })],
    ['one huge item', () => ['x'.repeat(1_000_000)]],
  ])('is bounded, however long it is: %s', (_kind, chunk) => {
    const digest = digestOf(
      Array.from({ length: 300 }, () => chunk()),
      true,
      'x'.repeat(1_000_000),
    )
    expect(digest.chunks).toBe(300)
    expect(JSON.stringify({ ...digest, returned: '' }).length).toBeLessThan(70_000)
    expect(JSON.stringify(digest.returned).length).toBeLessThan(70_000)
    expect(JSON.stringify(digest).length).toBeGreaterThan(100_000)
  })

  test('says how long a text is that it does not keep whole', () => {
    const { text, textLength } = digestOf(['x'.repeat(65_000), 'y'.repeat(65_000)])
    expect(text).toBe('x'.repeat(65_000) + 'y'.repeat(536))
    expect(textLength).toBe(130_000)
  })

  test('survives chunks that throw when they are looked at', () => {
    const hostile = {
      get value(): never {
        throw new Error('not yours')
      },
    }
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(digestOf([hostile, proxy, new Proxy({}, { ownKeys: () => 1 as never })]).chunks).toBe(3)
  })
})
