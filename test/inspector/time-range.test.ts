import { expect, test } from 'vitest'
import { formatDateTime } from '../../src/inspector/format.js'
import { fieldOfTime, presetRange, rangeWords, timeOfField } from '../../src/inspector/time-range.js'

const time = '2026-11-23T12:04:05.000Z'

test('a time goes into a field of the page, and comes back', () => {
  expect(fieldOfTime(time)).toMatch(/^2026-11-2\dT\d\d:\d\d:05$/)
  expect(timeOfField(fieldOfTime(time))).toBe(time)
  expect([fieldOfTime(undefined), timeOfField('')]).toEqual(['', undefined])
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
