import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareText } from '../../../src/storage/sqljs/text-order.js'

test('texts are ordered by the bytes of their UTF-8', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\uffff', '\ue000', '😀', 'a', 'aa', ''))
  fc.assert(
    fc.property(text, text, (one, other) => {
      const order = Buffer.compare(Buffer.from(one), Buffer.from(other))
      expect(Math.sign(compareText(one, other))).toBe(order)
    }),
  )
})
