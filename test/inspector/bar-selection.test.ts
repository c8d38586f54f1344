import { expect, test } from 'vitest'
import { barAt, isSelected, movedSelection } from '../../src/inspector/bar-selection.js'

const at = (active: number, anchor = active): { anchor: number; active: number } => ({ anchor, active })

test.for([
  ['ArrowRight', 5, 6],
  ['ArrowLeft', 5, 4],
  ['ArrowLeft', 0, 0],
  ['ArrowRight', 79, 79],
  ['PageDown', 5, 13],
  ['PageUp', 5, 0],
  ['Home', 40, 0],
  ['End', 40, 79],
] as const)('%s leads from %i to %i', ([key, from, to]) => {
  expect(movedSelection(at(from), { key, shiftKey: false }, 80)).toEqual(at(to))
  expect(movedSelection(at(from), { key, shiftKey: true }, 80)).toEqual(at(to, from))
})

test('other keys mean nothing', () => {
  expect(movedSelection(at(1), { key: 'a', shiftKey: false }, 80)).toBeNull()
})

test('a selection holds what lies between its ends, whichever came first', () => {
  expect([1, 2, 3, 4, 5].filter((bar) => isSelected({ anchor: 4, active: 2 }, bar))).toEqual([2, 3, 4])
})

test('a place beyond the bars is the nearest of them', () => {
  expect([-0.2, 0, 0.124, 0.125, 0.99, 1, 3].map((place) => barAt(place, 8))).toEqual([0, 0, 0, 1, 7, 7, 7])
})
