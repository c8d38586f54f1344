import { expect, test } from 'vitest'
import { countTicks } from '../../src/inspector/count-ticks.js'

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [4, [0, 2, 4]],
  [17, [0, 10, 20]],
  [29, [0, 10, 20, 30]],
  [31, [0, 20, 40]],
  [1_431, [0, 500, 1_000, 1_500]],
  [1_234_567, [0, 500_000, 1_000_000, 1_500_000]],
])('an axis up to %d reads %j', (highest, labels) => {
  expect(countTicks(highest, 3)).toEqual(labels)
})

test('an axis for the labels of another is the same one', () => {
  for (let highest = 1; highest < 3_000; highest += 7) {
    const labels = countTicks(highest, 3)
    expect(countTicks(labels.at(-1) ?? 0, 3)).toEqual(labels)
    expect(labels.at(-1)).toBeGreaterThanOrEqual(highest)
  }
})
