import { describe, expect, test } from 'vitest'
import { JournalGrowth } from '../../../src/storage/sqljs/journal-growth.js'

/** How many records may be appended until an image of so many rows is due, and until it cannot wait. */
function limits(rows: number): readonly number[] {
  const growth = new JournalGrowth()
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
    [0, 5_000],
    [100_000, 5_000],
    [200_000, 10_000],
  ])('behind an image of %i rows holds %i records, and 5,000 more in a burst', (rows, due) => {
    expect(limits(rows)).toEqual([due, due + 5_000])
  })

  test('is the same for who is told of it', () => {
    const growth = new JournalGrowth()
    growth.measured(200_000)
    growth.appended(10_000)
    const other = new JournalGrowth()
    other.restore(growth.state)
    expect(other.isDue).toBe(false)
    other.appended(1)
    expect(other.isDue).toBe(true)
  })
})
