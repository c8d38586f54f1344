import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apiTimestamp, normalizedTimestamp, storedTimestamp } from '../../src/entry/timestamp.js'

describe('storedTimestamp', () => {
  test.each([
    [new Date('2026-11-23T07:38:04.998Z'), '2026-11-23T07:38:04.998000+00:00'],
    [1795419484998, '2026-11-23T07:38:04.998000+00:00'],
    [1795419484998.596, '2026-11-23T07:38:04.998596+00:00'],
    [0, '1970-01-01T00:00:00.000000+00:00'],
    [-0.5, '1969-12-31T23:59:59.999500+00:00'],
    ['2026-11-23T07:38:04Z', '2026-11-23T07:38:04.000000+00:00'],
    ['2026-11-23T07:38:04.998596+00:00', '2026-11-23T07:38:04.998596+00:00'],
    ['2026-11-23T07:38:04.998596789Z', '2026-11-23T07:38:04.998596+00:00'],
    ['2026-11-23T09:38:04.9+02:00', '2026-11-23T07:38:04.900000+00:00'],
    ['2026-11-23T07:38:04,5-0530', '2026-11-23T13:08:04.500000+00:00'],
    ['2026-12-31T23:30:00-01', '2027-01-01T00:30:00.000000+00:00'],
    ['2024-02-29t12:00z', '2024-02-29T12:00:00.000000+00:00'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000000+00:00'],
    ['0050-03-01T00:00:00Z', '0050-03-01T00:00:00.000000+00:00'],
    ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999999+00:00'],
  ])('%s is stored as %s', (value, stored) => {
    expect(storedTimestamp(value)).toBe(stored)
  })

  test.each([
    ['2026-11-23T07:38:04', /with its zone, such as .*Z; got "2026-11-23T07:38:04"/],
    ['2026-11-23 07:38:04.998', /with its zone/],
    ['2026-11-23', /with its zone/],
    ['2026-02-29T00:00:00Z', /must be a valid time/],
    ['2026-04-31T00:00:00Z', /must be a valid time/],
    ['2026-13-01T00:00:00Z', /must be a valid time/],
    ['2026-00-10T00:00:00Z', /must be a valid time/],
    ['2026-01-00T00:00:00Z', /must be a valid time/],
    ['2026-01-01T24:00:00Z', /must be a valid time/],
    ['2026-01-01T00:60:00Z', /must be a valid time/],
    ['2026-01-01T00:00:60Z', /must be a valid time/],
    ['2026-01-01T00:00:00+24:00', /must be a valid time/],
    ['0000-01-01T00:00:00+00:01', /must be a valid time/],
    ['9999-12-31T23:59:59-00:01', /must be a valid time/],
    ['yesterday', /must be a valid time.*ISO 8601/],
    ['', /must be a valid time/],
    [new Date(Number.NaN), /must be a valid time of the years/],
    [Number.NaN, /must be a valid time/],
    [Infinity, /must be a valid time/],
    [253402300800000, /must be a valid time/],
    [-62167219200001, /must be a valid time/],
  ])('%s is refused', (value, message) => {
    expect(() => storedTimestamp(value)).toThrow(message)
    expect(() => storedTimestamp(value)).toThrow(expect.objectContaining({ code: 'ENTRY_INVALID' }))
  })

  test('names the field and takes the code of its caller', () => {
    expect(() => storedTimestamp('x', 'from', 'FILTER_INVALID')).toThrow(
      expect.objectContaining({ code: 'FILTER_INVALID', message: expect.stringMatching(/^from must be/) }),
    )
  })

  test('stored timestamps compare as text like the times they stand for', () => {
    const ms = fc.integer({ min: -62167219200000, max: 253402300799999 })
    fc.assert(
      fc.property(ms, ms, (one, other) => {
        expect(storedTimestamp(one) < storedTimestamp(other)).toBe(one < other)
      }),
    )
  })
})

describe('apiTimestamp', () => {
  test.each([
    ['2026-11-23T07:38:04.998000+00:00', '2026-11-23T07:38:04.998Z'],
    ['2026-11-23T07:38:04.998596+00:00', '2026-11-23T07:38:04.998596Z'],
    ['2026-11-23T07:38:04.000001+00:00', '2026-11-23T07:38:04.000001Z'],
    ['not a time', 'not a time'],
    ['', ''],
  ])('%s comes back as %s', (stored, api) => {
    expect(apiTimestamp(stored)).toBe(api)
  })

  test('loses nothing: what it gives is stored as before', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z') }),
        fc.nat(999),
        (date, micros) => {
          const stored = `${date.toISOString().slice(0, 23)}${String(micros).padStart(3, '0')}+00:00`
          expect(storedTimestamp(apiTimestamp(stored))).toBe(stored)
          expect(normalizedTimestamp(apiTimestamp(stored))).toBe(stored)
        },
      ),
    )
  })
})

describe('normalizedTimestamp', () => {
  test.each([
    ['2026-11-23 07:38:04', '2026-11-23T07:38:04.000000+00:00'],
    ['2026-11-23T07:38:04.998', '2026-11-23T07:38:04.998000+00:00'],
    ['2026-11-23T07:38:04.998596123+02:00', '2026-11-23T05:38:04.998596+00:00'],
    ['2026-11-23 07:38:04 +0200', '2026-11-23T05:38:04.000000+00:00'],
    ['2026-11-23T07:38Z', '2026-11-23T07:38:00.000000+00:00'],
    ['2026-11-23', '2026-11-23T00:00:00.000000+00:00'],
    ['2026-02-30T00:00:00Z', '2026-02-30T00:00:00Z'],
    ['last Tuesday', 'last Tuesday'],
    ['', ''],
  ])('%s becomes %s', (foreign, stored) => {
    expect(normalizedTimestamp(foreign)).toBe(stored)
  })
})
