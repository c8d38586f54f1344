import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundedJson, minDataLength } from '../../src/entry/bound.js'
import { readTraces, tracesAvailable } from '../traces.js'
import { anyValue } from './any-value.js'

const anyLength = fc.oneof(fc.integer({ min: minDataLength, max: 600 }), fc.constantFrom(minDataLength, 4096, Infinity))

function outerType(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

describe('laws, for any value and any bound', () => {
  test('the text is no longer than asked for, and says what the value says', () => {
    fc.assert(
      fc.property(anyValue, anyLength, (value, maxLength) => {
        const bounded = boundedJson(value, maxLength)
        expect(bounded.text.length).toBeLessThanOrEqual(maxLength)
        expect(JSON.parse(bounded.text)).toEqual(bounded.value)
      }),
    )
  })

  test('a shortened value has the same outer type; its size is that of the whole', () => {
    fc.assert(
      fc.property(anyValue, anyLength, (value, maxLength) => {
        const bounded = boundedJson(value, maxLength)
        const whole = boundedJson(value, Infinity)
        expect(outerType(bounded.value)).toBe(outerType(whole.value))
        expect(bounded.size).toBe(new TextEncoder().encode(whole.text).length)
        expect(bounded.text === whole.text).toBe(whole.text.length <= maxLength)
      }),
    )
  })

  test('bounding twice is bounding once', () => {
    fc.assert(
      fc.property(anyValue, anyLength, (value, maxLength) => {
        const once = boundedJson(value, maxLength)
        expect(boundedJson(once.value, maxLength).text).toBe(once.text)
      }),
    )
  })
})

describe('what a reader sees', () => {
  test('a long text is cut and says how much follows', () => {
    const { value, size } = boundedJson('x'.repeat(1000), 64)
    expect(value).toBe(`${'x'.repeat(43)}…[+957 characters]`)
    expect(size).toBe(1002)
  })

  test('a text of a million characters has its exact size', () => {
    const { text, size } = boundedJson('é'.repeat(1_000_000), 4096)
    expect(text.length).toBeLessThanOrEqual(4096)
    expect(size).toBe(2_000_002)
  })

  test('a pair of surrogates is never cut in two', () => {
    for (const shift of ['', 'x']) {
      const { value } = boundedJson(shift + '😀'.repeat(100), 64)
      expect(value).toMatch(/^x?(?:😀)+…\[\+\d+ characters\]$/)
    }
  })

  test('characters that JSON escapes count as JSON writes them', () => {
    expect(boundedJson('\0'.repeat(1000), 100).text.length).toBeLessThanOrEqual(100)
    expect(boundedJson('\n'.repeat(1000), 100).text.length).toBeGreaterThan(90)
  })

  test('short members stay whole beside a long one, wherever they stand', () => {
    const { value } = boundedJson({ path: 'a.txt', content: 'c'.repeat(9000), mode: 'append', flags: [1, 2] }, 256)
    expect(value).toEqual({
      path: 'a.txt',
      content: expect.stringMatching(/^c{100,}…\[\+\d+ characters\]$/),
      mode: 'append',
      flags: [1, 2],
    })
  })

  test('a long list keeps its beginning and counts the rest', () => {
    const { value } = boundedJson(
      Array.from({ length: 1000 }, (_, index) => ({ index })),
      100,
    )
    expect(value).toEqual([
      { index: 0 },
      { index: 1 },
      { index: 2 },
      { index: 3 },
      { index: 4 },
      { index: 5 },
      '…[+994 items]',
    ])
  })

  test('an object with many members keeps its beginning and counts the rest', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${index}`, index]))
    expect(boundedJson(many, 64).value).toEqual({ k0: 0, k1: 1, k2: 2, k3: 3, k4: 4, k5: 5, '…': '[+994 keys]' })
  })

  test('a key longer than the bound is left out, those after it stay', () => {
    expect(boundedJson({ ['k'.repeat(5000)]: 1, a: 2 }, 64).value).toEqual({ a: 2, '…': '[+1 keys]' })
  })

  test('nested members share the room', () => {
    const { value } = boundedJson({ content: [{ type: 'text', text: 't'.repeat(9000) }] }, 128)
    expect(value).toEqual({ content: [{ type: 'text', text: expect.stringMatching(/^t{20,}…\[\+\d+ characters\]$/) }] })
  })

  test('a member named like the marker is kept beside it', () => {
    const { value } = boundedJson(
      { '…': 'mine', ...Object.fromEntries('abcdefghijklmnop'.split('').entries()), z: 'z'.repeat(90) },
      64,
    )
    expect(Object.keys(Object(value)).at(-1)).toMatch(/^…+$/)
  })

  test('a text whose JSON would be longer than any text can be is shortened too', () => {
    const { text, value } = boundedJson('\0'.repeat(2 ** 27), 64)
    expect(text.length).toBeLessThanOrEqual(64)
    expect(value).toMatch(/^\0+…\[\+\d+ characters\]$/)
  })

  test('a list of lists of the same list ends', () => {
    let dag: unknown = 'x'
    for (let level = 0; level < 40; level++) dag = [dag, dag]
    const { text, size } = boundedJson(dag, 4096)
    expect(text.length).toBeLessThanOrEqual(4096)
    expect(size).toBeGreaterThan(1_000_000)
  })
})

test.runIf(tracesAvailable).each([64, 200, 4096])('the recorded calls are bounded to %i characters', (maxLength) => {
  for (const { parameters, result } of readTraces()) {
    for (const value of [parameters, result]) {
      const { text } = boundedJson(value, maxLength)
      expect(text.length).toBeLessThanOrEqual(maxLength)
      expect(outerType(JSON.parse(text))).toBe(outerType(value))
    }
  }
})
