import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storedTimestamp } from '../../../src/entry/timestamp.js'
import type { EntryFilter } from '../../../src/storage/query.js'
import type { Database } from '../../../src/storage/sqljs/database.js'
import { selectHistogram } from '../../../src/storage/sqljs/histogram.js'
import { anyRow, maybeFilter, matches } from './oracle.js'
import { fill, freshDatabase, row } from './place.js'

let db: Database
beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(() => db.close())

const firstMs = Date.parse('0000-01-01T00:00:00Z')
const lastMs = Date.parse('9999-12-31T23:59:59Z')

/** Times close together and far apart, with digits beyond the milliseconds. */
const anyTime = fc
  .tuple(
    fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 5_000_000 }), fc.integer({ min: firstMs, max: lastMs })),
    fc.constantFrom('000', '001', '500', '999'),
  )
  .map(([ms, digits]) => storedTimestamp(ms).replace('000+', `${digits}+`))
const rows = fc.array(
  fc.tuple(anyRow, anyTime).map(([each, timestamp]) => Object.assign(each, { timestamp })),
  { minLength: 1, maxLength: 30 },
)
const anySpan = fc.record({ from: anyTime, to: anyTime }, { requiredKeys: [] })
const filters: fc.Arbitrary<EntryFilter> = fc
  .tuple(maybeFilter, anySpan)
  .map(([{ from: _from, to: _to, ...others }, span]) => Object.assign(others, span))

/** Of a time in its stored form; the digits beyond are dropped. */
const ms = (stored: string): number => Date.parse(`${stored.slice(0, 23)}Z`)

describe('a histogram', () => {
  test('holds each row that matches in the one bucket whose bounds hold its time', () => {
    fc.assert(
      fc.property(rows, filters, fc.integer({ min: 1, max: 40 }), (given, filter, buckets) => {
        fill(db, given)
        const found = given.filter((each) => matches(each, filter))
        const histogram = selectHistogram(db, filter, buckets)
        expect(histogram).toHaveLength(found.length === 0 ? 0 : buckets)
        expect(histogram.reduce((sum, { total }) => sum + total, 0)).toBe(found.length)
        for (const { from, to, total, byRisk } of histogram) {
          const held = found.filter(({ timestamp }) => from <= timestamp && timestamp < to)
          expect(total).toBe(held.length)
          for (const [level, count] of Object.entries(byRisk))
            expect(count).toBe(held.filter((each) => each.risk_level === level).length)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('spans the time that the filter names, else that of its rows, in parts of equal length without a gap', () => {
    fc.assert(
      fc.property(rows, filters, fc.integer({ min: 1, max: 40 }), (given, filter, buckets) => {
        fill(db, given)
        const times = given.filter((each) => matches(each, filter)).map(({ timestamp }) => timestamp)
        const histogram = selectHistogram(db, filter, buckets)
        fc.pre(histogram.length > 0)
        const edges = [...histogram.map(({ from }) => ms(from)), ms(histogram.at(-1)?.to ?? '')]
        expect(histogram.slice(0, -1).map(({ to }) => ms(to))).toEqual(edges.slice(1, -1))
        const start = ms(filter.from ?? times.toSorted()[0] ?? '')
        const last = times.toSorted().at(-1) ?? ''
        const end = filter.to === undefined ? ms(last) + 1 : ms(filter.to) + Number(!filter.to.includes('000+'))
        expect(edges[0]).toBe(start)
        expect(edges.at(-1)).toBe(Math.max(end, start + buckets))
        const lengths = edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0))
        expect(Math.min(...lengths)).toBeGreaterThanOrEqual(1)
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 400 },
    )
  })

  test('holds all of ten thousand years in a thousand buckets', () => {
    const timestamps = ['0000-01-01T00:00:00.000000+00:00', '9999-12-31T23:59:59.999000+00:00']
    fill(
      db,
      timestamps.map((timestamp) => row({ timestamp })),
    )
    const histogram = selectHistogram(db, {}, 1_000)
    expect(histogram.map(({ total }) => total)).toEqual([1, ...Array.from({ length: 998 }, () => 0), 1])
    expect(histogram[0]?.from).toBe(timestamps[0])
    expect(histogram.at(-1)?.to).toBe('9999-12-31T23:59:59.999999+00:00')
  })

  test.each([
    '',
    'now',
    'yesterday',
    '2461000.5',
    '1795420684',
    '12:00',
    '2026-11-23',
    '2026-11-23T07:38:04Z',
    '2026-13-45T07:38:04.000000+00:00',
    'a text of just as many c.. +00:00',
    '\0',
  ])('leaves out a row whose time is %j', (timestamp) => {
    fill(db, [row({ timestamp })])
    expect(selectHistogram(db, {}, 3)).toEqual([])
    const dated = row({ risk_level: 'critical' })
    fill(db, [row({ timestamp }), dated])
    expect(selectHistogram(db, {}, 2)).toMatchObject([{ from: dated.timestamp, total: 1 }, { total: 0 }])
  })

  test('puts a day that its month does not have where the calendar goes on, and loses no other row', () => {
    const at = (day: string): string => `2026-${day}T00:00:00.000000+00:00`
    fill(
      db,
      ['02-28', '02-31', '03-01', '03-02'].map((day) => row({ timestamp: at(day) })),
    )
    expect(selectHistogram(db, {}, 1)).toMatchObject([{ from: at('02-28'), total: 4 }])
    expect(selectHistogram(db, { from: at('02-28'), to: at('03-02') }, 2).map(({ total }) => total)).toEqual([1, 1])
  })
})
