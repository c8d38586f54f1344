import { expect, test } from 'vitest'
import { formatDate } from '../../src/inspector/format.js'
import { rangeOf, selectionWords, timeLabel } from '../../src/inspector/timeline-bucket.js'
import { buckets } from './buckets.js'

const eight = buckets(8)

test('a selection is the time from its first bucket to the end of its last', () => {
  const range = { from: '2026-11-23T07:15:00.000Z', to: '2026-11-23T08:00:00.000Z' }
  expect(rangeOf(eight, { anchor: 1, active: 3 })).toEqual(range)
  expect(rangeOf(eight, { anchor: 3, active: 1 })).toEqual(range)
  expect(rangeOf([], { anchor: 0, active: 0 })).toBeNull()
})

test('a selection is said in words', () => {
  expect(selectionWords(eight, { anchor: 0, active: 1 })).toMatch(
    /^(\d\d-\d\d )?\d\d:00 to (\d\d-\d\d )?\d\d:30: 13 actions \(9 safe, 3 moderate, 1 destructive\)$/,
  )
  expect(selectionWords(eight, { anchor: 3, active: 3 })).toMatch(/: no actions$/)
})

test.for<[number, RegExp]>([
  [100, /^\d\d:00:00\.100$/],
  [5_000, /^\d\d:00:05$/],
  [900_000, /^(\d\d-\d\d )?\d\d:15$/],
  [6 * 3_600_000, /^\d\d-\d\d \d\d:00$/],
])('with bars of %i ms a time is as exact as it has to be', ([width, form]) => {
  const start = Date.parse('2026-11-23T07:00:00Z')
  const parts = eight.map((bucket, index) => ({
    ...bucket,
    from: new Date(start + index * width).toISOString(),
    to: new Date(start + (index + 1) * width).toISOString(),
  }))
  expect(timeLabel(parts)(parts[0]?.to ?? '')).toMatch(form)
})

test('bars of days are called by their date', () => {
  const day = { ...eight[0], from: '2026-11-01T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' }
  const [bucket] = eight
  if (!bucket) throw new Error('There are buckets.')
  expect(timeLabel([{ ...bucket, ...day }])('2026-11-03T00:00:00.000Z')).toBe(formatDate('2026-11-03T00:00:00.000Z'))
})
