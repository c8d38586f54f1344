import { expect, test } from 'vitest'
import { shownBeginning } from '../../src/inspector/json-text.js'

test('a short text is shown whole', () => {
  expect(shownBeginning('short', 0)).toEqual({ text: 'short', left: 0, isNextLast: true })
})

test('a long one grows by each step, until nothing is left', () => {
  const text = 'x'.repeat(15_000)
  expect(shownBeginning(text, 0)).toMatchObject({ left: 14_700, isNextLast: false })
  expect(shownBeginning(text, 1)).toMatchObject({ left: 4_700, isNextLast: true })
  expect(shownBeginning(text, 2)).toEqual({ text, left: 0, isNextLast: true })
})

test('a text of many lines ends after the sixth', () => {
  expect(shownBeginning('1\n2\n3\n4\n5\n6\n7', 0)).toEqual({ text: '1\n2\n3\n4\n5\n6', left: 2, isNextLast: true })
  expect(shownBeginning('1\n2\n3\n4\n5\n6', 0).left).toBe(0)
})

test('a step adds few characters that are shown by signs', () => {
  const text = `${'x'.repeat(300)}${'\u200E\u200F'.repeat(400)}`
  expect(shownBeginning(text, 1)).toMatchObject({ left: 300, isNextLast: true })
  expect(shownBeginning(text, 2)).toEqual({ text, left: 0, isNextLast: true })
})

test('no character is parted', () => {
  const text = `x${'👍'.repeat(400)}`
  for (const step of [0, 1]) expect(shownBeginning(text, step).text).toMatch(/^x(👍)*$/u)
})
