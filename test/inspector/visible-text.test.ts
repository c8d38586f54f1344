import { expect, test } from 'vitest'
import { textParts, visibleText } from '../../src/inspector/visible-text.js'
import { hostileTexts, unseen } from './hostile-values.js'

test('characters that nobody would see get a sign', () => {
  expect(visibleText('a\u0000b\u001B[0m\u007F')).toBe('aNULbESC[0mDEL')
  expect(visibleText('invoice\u202Efdp.exe')).toBe('invoiceU+202Efdp.exe')
  expect(visibleText('\u{E0041}')).toBe('U+E0041')
})

test('line breaks, tabs, pictures of several characters and other scripts stay', () => {
  const text = 'one\n\ttwo 👩‍💻 👨🏽‍🚀 ❤️‍🔥 שלום مرحبا 日本 é'
  expect(visibleText(text)).toBe(text)
})

test('a joiner that joins no pictures is shown', () => {
  expect(visibleText('ad\u200Dmin')).toBe('adU+200Dmin')
})

test('a sign says what it stands for', () => {
  expect(textParts('a\u202Eb')).toEqual(['a', { shown: 'U+202E', name: 'U+202E, right-to-left override' }, 'b'])
  expect(textParts('')).toEqual([])
})

test('many characters that are alike share a sign', () => {
  const mark = { shown: 'U+200F', name: 'U+200F, right-to-left mark' }
  const many = { shown: 'U+202E ×200000', name: 'U+202E, right-to-left override, 200000 times' }
  expect(textParts(`${'\u200F'.repeat(3)}a${'\u202E'.repeat(200_000)}b`)).toEqual([mark, mark, mark, 'a', many, 'b'])
})

test.for(hostileTexts)('of %j nothing stays unseen', (text) => {
  expect(visibleText(text)).not.toMatch(unseen)
})
