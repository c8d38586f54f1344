import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { storedTimestamp } from '../../../src/entry/timestamp.js'
import { storedMilliseconds } from '../../../src/storage/sqljs/stored-milliseconds.js'

const firstMs = Date.parse('0000-01-01T00:00:00Z')
const lastMs = Date.parse('9999-12-31T23:59:59.999Z')

test('a stored time is the milliseconds that it was made of', () => {
  fc.assert(
    fc.property(fc.integer({ min: firstMs, max: lastMs }), (ms) => {
      expect(storedMilliseconds(storedTimestamp(ms))).toBe(ms)
    }),
  )
})

test('a day that its month does not have is counted on', () => {
  expect(storedMilliseconds('2026-02-31T10:00:00.000000+00:00')).toBe(Date.parse('2026-03-03T10:00:00Z'))
})

test.each(['', 'yesterday', '2026-11-23', '2026-11-23T07:38:04Z', '2026-13-01T00:00:00.000000+00:00'])(
  '%j is no time',
  (text) => {
    expect(storedMilliseconds(text)).toBeNull()
  },
)
