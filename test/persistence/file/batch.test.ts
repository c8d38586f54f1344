import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchPart, packBatch, unpackBatch } from '../../../src/persistence/file/batch.js'

const frame = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('é', '€'.repeat(9), '🧭'.repeat(5), ']'),
)

function unpacked(texts: readonly string[]): readonly string[] {
  const parts = texts.map((text) => Buffer.from(text))
  if (parts.length === 1) return parts.flatMap(unpackBatch)
  return unpackBatch(Buffer.concat(parts.flatMap((text) => batchPart(text)?.bytes ?? [])))
}

test('a batch gives the frames that it was made of, whatever characters they hold', () => {
  fc.assert(
    fc.property(fc.array(frame, { minLength: 1, maxLength: 20 }), (frames) => {
      expect(unpacked(packBatch(frames))).toStrictEqual(frames)
    }),
  )
})

test.each(['a', 'ß', '語', '🧭'])('so does one that is too long for one text, of %s', (character) => {
  const frames = ['x', character.repeat(700_000), 'between', character.repeat(700_001), character]
  expect(packBatch(frames).length).toBeGreaterThan(1)
  expect(unpacked(packBatch(frames))).toStrictEqual(frames)
})
