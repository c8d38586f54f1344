import { describe, expect, test } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatNoun,
  formatRelative,
  formatShare,
  formatTime,
  formatUtc,
  formatZone,
} from '../../src/inspector/format.js'

const noon = '2026-11-23T12:04:05.067Z'

describe('a time', () => {
  test('is local and of 24 hours, whatever the zone of the machine', () => {
    const date = new Date(noon)
    const [hour, minute] = [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0'))
    expect(formatTime(noon)).toBe(`${hour}:${minute}:05.067`)
    expect(formatDateTime(noon)).toBe(`${formatDate(noon)} ${hour}:${minute}:05 ${formatZone(date)}`)
    expect(formatZone(date)).toMatch(/^UTC([+-]\d\d:\d\d)?$/)
  })

  test('of UTC keeps every digit that was recorded', () => {
    expect(formatUtc('2026-11-23T20:34:05.123456Z')).toBe('2026-11-23 20:34:05.123456 UTC')
  })

  test('that is none comes back as it is', () => {
    expect([formatTime('soon'), formatUtc('soon'), formatRelative('soon', 0)]).toEqual(['soon', 'soon', 'soon'])
  })

  test.each([
    [0, 'now'],
    [59_000, '59 sec. ago'],
    [61_000, '1 min. ago'],
    [3 * 3_600_000, '3 hr. ago'],
    [26 * 3_600_000, 'yesterday'],
    [-120_000, 'in 2 min.'],
  ])('of %d ms ago is told as %s', (ago, words) => {
    expect(formatRelative(noon, Date.parse(noon) + ago)).toBe(words)
  })
})

test.each([
  [0, '0 ms'],
  [0.128, '0.12 ms'],
  [3.14, '3.1 ms'],
  [480, '480 ms'],
  [999.6, '999 ms'],
  [1_000, '1 s'],
  [2_355, '2.35 s'],
  [59_999, '59.9 s'],
  [1_110, '1.11 s'],
  [60_000, '1 min 00 s'],
  [245_000, '4 min 05 s'],
  [11_520_000, '3 h 12 min'],
  [187_200_000, '2 d 4 h'],
  [Number.NaN, '–'],
])('a duration of %d ms reads %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words)
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [4_096, '4.1 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [1_200_000, '1.2 MB'],
  [999_500_000, '1 GB'],
  [2_500_000_000, '2.5 GB'],
])('%d bytes read %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words)
})

test.each([
  [0, '0%'],
  [0.0001, '<0.1%'],
  [0.5, '50%'],
  [0.9724, '97.2%'],
  [0.99996, '>99.9%'],
  [1, '100%'],
])('a share of %d reads %s', (share, words) => {
  expect(formatShare(share)).toBe(words)
})

test('a count is set in thousands, with the noun that fits', () => {
  expect([formatCount(100_000), formatNoun(1, 'entry', 'entries'), formatNoun(0, 'entry', 'entries')]).toEqual([
    '100,000',
    '1 entry',
    '0 entries',
  ])
})
