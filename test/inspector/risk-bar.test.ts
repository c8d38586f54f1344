import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { partsOf, riskWords } from '../../src/inspector/risk-bar.js'

const none = { safe: 0, moderate: 0, destructive: 0, critical: 0 }

test('the make-up is told in words, without what there is none of', () => {
  expect(riskWords({ ...none, safe: 1_200, critical: 1 })).toBe('1,200 safe, 1 critical')
  expect(riskWords(none)).toBe('no actions')
})

test('the parts fill the bar one after the other, and each that is there can be seen', () => {
  const counts = fc.record({ safe: fc.nat(), moderate: fc.nat(), destructive: fc.nat(), critical: fc.nat() })
  fc.assert(
    fc.property(counts, (count) => {
      const parts = partsOf(count)
      let end = 0
      for (const { level, x, width } of parts) {
        expect(x).toBeCloseTo(end)
        expect(width > 3).toBe(count[level] > 0)
        end += width
      }
      expect(end).toBeCloseTo(Object.values(count).some((number) => number > 0) ? 100 : 0)
    }),
  )
})
