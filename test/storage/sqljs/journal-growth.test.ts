import { describe, expect, test } from 'vitest'
import { JournalGrowth } from '../../../src/storage/sqljs/journal-growth.js'

/** How many records may be appended until an image of so many rows is due, and until it cannot wait. */
function limits(compressed: boolean, rows: number): readonly number[] {
  const growth = new JournalGrowth(compressed)
  growth.measured(rows)
  const found: number[] = []
  for (const end of ['isDue', 'isOverdue'] as const) {
    while (!growth[end]) growth.appended(1)
    found.push(growth.uncovered - 1)
  }
  return found
}

describe('the longest journal', () => {
  test.each([
    [false, 0, 5_000],
    [false, 10_000, 5_000],
    [false, 100_000, 50_000],
    [true, 25_000, 5_000],
    [true, 100_000, 20_000],
  ])('with compressed images (%j) of %i rows holds %i records, and 20,000 more in a burst', (compressed, rows, due) => {
    expect(limits(compressed, rows)).toEqual([due, due + 20_000])
  })

  test('is the same for who is told of it', () => {
    const growth = new JournalGrowth(true)
    growth.measured(100_000)
    growth.appended(20_000)
    const other = new JournalGrowth(true)
    other.restore(growth.state)
    expect(other.isDue).toBe(false)
    other.appended(1)
    expect(other.isDue).toBe(true)
  })
})
