import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { entryIds } from '../../src/entry/id.js'

test('an id is 22 URL-safe characters', () => {
  expect(entryIds()(1795419484998)).toMatch(/^[0-9a-z]{11}[\w-]{11}$/)
})

test('ids of one writer increase strictly, whatever the clock does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat(5), fc.integer(), fc.double()), { minLength: 2, maxLength: 3000 }),
      (clock) => {
        const nextId = entryIds()
        const ids = clock.map(nextId)
        expect(ids).toEqual(ids.toSorted((one, other) => (one < other ? -1 : 1)))
        expect(new Set(ids).size).toBe(ids.length)
      },
    ),
  )
})

test('a millisecond that outgrows its count goes on in the next', () => {
  const nextId = entryIds(() => '')
  const ids = Array.from({ length: 3000 }, () => nextId(1000))
  expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? ''))).toBe(true)
  expect(nextId(5000) > (ids.at(-1) ?? '')).toBe(true)
})

test('ids of different writers sort by their time', () => {
  const time = fc.nat(36 ** 9 - 1)
  fc.assert(
    fc.property(time, time, (one, other) => {
      fc.pre(one !== other)
      expect(entryIds()(one) < entryIds()(other)).toBe(one < other)
    }),
  )
})

test('writers that meet in the same millisecond do not collide', () => {
  const ids = Array.from({ length: 200 }, () => entryIds()).flatMap((nextId) => [1, 1, 1].map(nextId))
  expect(new Set(ids).size).toBe(ids.length)
})
