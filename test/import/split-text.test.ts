import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textSplitter } from '../../src/import/split-text.js'

/** A text cut into pieces of a length. */
function cut(text: string, length: number): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  )
}

/** The values and places of all elements of a text that comes in pieces. */
function elements(text: string, length = Infinity): { value: unknown; place: string }[] {
  const splitter = textSplitter(text)
  const pieces = length === Infinity ? [text] : cut(text, length)
  const found = pieces.flatMap((piece) => Array.from(splitter.push(piece)))
  return [...found, ...splitter.end()].map(({ text: element, place }) => ({ value: JSON.parse(element), place }))
}

const values = (found: readonly { value: unknown }[]): unknown[] => found.map(({ value }) => value)

describe('splitting', () => {
  test('gives the elements of any JSON array, however it is spaced and cut', () => {
    const spaces = fc.constantFrom(undefined, 1, '\t')
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), spaces, fc.integer({ min: 1, max: 9 }), (list, space, length) => {
        const text = ` ${JSON.stringify(list, null, space)}\n`
        expect(values(elements(text, length))).toEqual(JSON.parse(text))
      }),
    )
  })

  test('gives the lines of any NDJSON, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        fc.integer({ min: 1, max: 9 }),
        (list, length) => {
          const text = list.map((value) => `${JSON.stringify(value)}\n`).join('')
          expect(values(elements(text, length))).toEqual(JSON.parse(JSON.stringify(list)))
        },
      ),
    )
  })

  test('says where an element stands', () => {
    expect(elements('[1, 2]').map(({ place }) => place)).toEqual(['index 0', 'index 1'])
    expect(elements('{}\r\n\r\n  \n{}').map(({ place }) => place)).toEqual(['line 1', 'line 4'])
  })

  test.each(['[', '[1', '[1,2', '["a]', '[{"a":1}', '[1]]', '[1] 2', '[1}', '[{]'])('refuses the array %s', (text) => {
    expect(() => elements(text)).toThrow(expect.objectContaining({ code: 'IMPORT_INVALID' }))
  })

  test.each(['[1,]', '[,1]', '[1,,2]', '[1 2]', '{"a":1', '{} {}'])('makes no value of %s', (text) => {
    expect(() => elements(text)).toThrow(SyntaxError)
  })
})
