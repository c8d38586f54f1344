import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstWords } from '../../src/inspector/first-words.js'

test.each([
  [{}, ''],
  [{ path: 'notes.md', mode: 'append' }, 'path: notes.md, mode: append'],
  [{ list: [1, null, true], inner: { a: 'b' } }, 'list: [1, null, true], inner: {a: b}'],
  [{ text: 'two\n  lines' }, 'text: two lines'],
])('%j is told as %s', (parameters, words) => {
  expect(firstWords(parameters)).toBe(words)
})

test('what is long is cut, and never in the middle of a character', () => {
  const words = firstWords({ text: '🙂'.repeat(1_000) })
  expect(words).toMatch(/^text: (🙂)+…$/u)
  expect(words.length).toBeLessThanOrEqual(160)
})

test('however large the parameters are, there are few words', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (parameters) => {
      expect(firstWords(JSON.parse(JSON.stringify(parameters))).length).toBeLessThanOrEqual(160)
    }),
  )
  expect(firstWords({ huge: 'x'.repeat(10_000_000) })).toHaveLength(160)
})
