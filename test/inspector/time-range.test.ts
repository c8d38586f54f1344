import { expect, test } from 'vitest'
import { formatDateTime } from '../../src/inspector/format.js'
import { fieldOfTime, presetRange, rangeWords, timeOfField } from '../../src/inspector/time-range.js'

const time = '2026-11-23T12:04:05.000Z'

test('a time goes into a field of the page, and comes back', () => {
  expect(fieldOfTime(time)).toMatch(/^2026-11-2\d \d\d:\d\d:05$/)
  expect(timeOfField(fieldOfTime(time))).toBe(time)
  expect([fieldOfTime(undefined), timeOfField('')]).toEqual(['', undefined])
})

test.each([
  ['2026-11-23 12:04:05 UTC', time],
  ['2026-11-23T12:04:05.5Z', '2026-11-23T12:04:05.500Z'],
  ['2026-11-23 14:04:05 UTC+02:00', time],
  [' 2026-11-23 7:04 -05:00 ', '2026-11-23T12:04:00.000Z'],
  ['2024-02-29 UTC', '2024-02-29T00:00:00.000Z'],
])('with its zone at the end, "%s" is %s', (text, expected) => {
  expect(timeOfField(text)).toBe(expected)
})

test('without one it is local, of 24 hours, and a day alone is its beginning', () => {
  expect(timeOfField('2026-11-23 21:04')).toBe(new Date(2026, 10, 23, 21, 4).toISOString())
  expect(timeOfField('2026-11-23')).toBe(new Date(2026, 10, 23).toISOString())
})

test.each([
  'soon',
  '2026-02-30',
  '2026-13-01',
  '2026-11-23 25:00',
  '2026-11-23 9:04 PM',
  '11/23/2026',
  '2026-11-23 12',
])('"%s" is no time', (text) => {
  expect(timeOfField(text)).toBeUndefined()
})

test('a preset begins so long ago, and goes on', () => {
  expect(presetRange(3_600_000, Date.parse(time))).toEqual({ from: '2026-11-23T11:04:05.000Z' })
})

test('a range is told in local time', () => {
  const shown = formatDateTime(time).slice(0, 16)
  expect(rangeWords({})).toBe('')
  expect(rangeWords({ from: time })).toBe(`since ${shown}`)
  expect(rangeWords({ to: time })).toBe(`before ${shown}`)
  expect(rangeWords({ from: time, to: time })).toBe(`${shown} – ${shown}`)
})
