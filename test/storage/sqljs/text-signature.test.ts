import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { marksOf, mayHold, signatureLength, signText } from '../../../src/storage/sqljs/text-signature.js'
import { readTraces, tracesAvailable } from '../../traces.js'

function signed(text: string): Uint32Array {
  const bytes = new TextEncoder().encode(text)
  return signText(bytes, new Uint32Array(signatureLength(bytes)))
}

function marks(text: string): Uint32Array {
  const found = marksOf(text)
  if (!found) throw new Error(`${JSON.stringify(text)} has no marks`)
  return found
}

const anyText = fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 200 }))

describe('a signature', () => {
  test('is held by every text for each of its parts, in either case', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (before, part, after) => {
        const looked = marksOf(part)
        fc.pre(looked !== null)
        const whole = before + part + after
        expect(mayHold(signed(whole), looked)).toBe(true)
        const upper = whole.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase())
        expect(mayHold(signed(upper), looked)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test.runIf(tracesAvailable)('tells recorded calls apart from those that hold a text', () => {
    const texts = readTraces().map((entry) => JSON.stringify(entry))
    const signatures = texts.map(signed)
    const found = (text: string): number => signatures.filter((each) => mayHold(each, marks(text))).length
    expect(found('kubernetes cluster')).toBeLessThan(texts.length / 100)
    expect(found('zebra crossing 4711')).toBeLessThan(texts.length / 100)
    expect(found('error')).toBeGreaterThanOrEqual(texts.filter((text) => /error/i.test(text)).length)
  })

  test('has a bit for each byte, to the next power of two', () => {
    const lengths = [0, 1, 32, 33, 64, 65, 1_000_000].map((length) => signatureLength(new Uint8Array(length)))
    expect(lengths).toEqual([1, 1, 1, 2, 2, 4, 32_768])
  })
})

test('a text of less than three bytes, or that is not well-formed, has no marks', () => {
  expect(['', 'a', 'ab', '\0', 'é', 'ab\ud800c'].map(marksOf)).toEqual([null, null, null, null, null, null])
  expect(['abc', '漢', '\ufeffa'].map((text) => marksOf(text)?.length)).toEqual([1, 1, 2])
})
