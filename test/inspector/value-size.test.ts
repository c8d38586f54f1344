import { expect, test } from 'vitest'
import { sizeNote } from '../../src/inspector/value-size.js'

test('the size of a value is that of its JSON in UTF-8', () => {
  expect(sizeNote({ path: 'é' }, 13)).toBe('13 B')
  expect(sizeNote({ path: 'é' }, null)).toBe('13 B')
})

test('of a value that was shortened both sizes are said', () => {
  expect(sizeNote(['…[+900 items]'], 120_000)).toBe('120 kB, shortened to 19 B')
})
