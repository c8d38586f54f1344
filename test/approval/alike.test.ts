import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alikeText } from '../../src/approval/alike.js'
import type { JsonObject, JsonValue } from '../../src/entry/entry.js'
import { isObject } from '../../src/entry/from-row.js'

const json = fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<JsonValue>
const paths = (...texts: readonly string[]): string[][] => texts.map((path) => path.split('.'))
const parse = (text: string): JsonValue => JSON.parse(text) as JsonValue

/** The same value with the members of its objects in another order. */
function reordered(value: JsonValue): JsonValue {
  return parse(
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toReversed())
        : part,
    ),
  )
}

describe('without exceptions', () => {
  test('the text is JSON of the same value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(parse(alikeText(value, []))).toEqual(parse(JSON.stringify(value)))
      }),
    )
  })

  test('the order of members does not matter', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(alikeText(reordered(value), [])).toBe(alikeText(value, []))
      }),
    )
  })

  // The example of RFC 8785, 3.2.3.
  test('members are sorted by UTF-16 units', () => {
    const value = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 }
    expect(Object.keys(parse(alikeText(value, [])) as object).toSorted()).toEqual(Object.keys(value).toSorted())
    expect(alikeText(value, [])).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}')
  })

  test.each([
    ['0', '"0"'],
    ['null', '"null"'],
    ['[]', '{}'],
    ['[1,2]', '[2,1]'],
    ['[1]', '{"0":1}'],
    ['[[1],2]', '[1,[2]]'],
    ['{}', '{"a":null}'],
    ['{"a":{"b":1}}', '{"a.b":1}'],
    ['{"a":"1\\",\\"b\\":\\"2"}', '{"a":"1","b":"2"}'],
    ['{"__proto__":{"a":1}}', '{}'],
    ['{"__proto__":{"a":1}}', '{"__proto__":{"a":2}}'],
    ['{"a":"e\\u0301"}', '{"a":"\\u00e9"}'],
    ['[true]', '[1]'],
  ])('%s is not %s', (one, other) => {
    expect(alikeText(parse(one), [])).not.toBe(alikeText(parse(other), []))
  })

  test.each([
    ['1.0', '1'],
    ['1e3', '1000'],
    ['-0', '0'],
    ['{"a":1,"b":{"c":1,"d":2}}', '{"b":{"d":2,"c":1},"a":1}'],
    ['"\\u0061"', '"a"'],
  ])('%s is %s', (one, other) => {
    expect(alikeText(parse(one), [])).toBe(alikeText(parse(other), []))
  })
})

describe('what is ignored', () => {
  test.each([
    ['content', '{"path":"a","content":"b"}', '{"path":"a","content":{"c":1}}'],
    ['content', '{"path":"a","content":"b"}', '{"path":"a"}'],
    ['a.b.c', '{"a":{"b":{"c":1,"d":2}}}', '{"a":{"b":{"c":2,"d":2}}}'],
    ['args.0.id', '{"args":[{"id":1},2]}', '{"args":[{"id":2},2]}'],
    ['args.1', '{"args":[1,2]}', '{"args":[1,[3]]}'],
    ['items.*.id', '{"items":[{"id":1,"a":1},{"id":2}]}', '{"items":[{"id":3,"a":1},{"id":4}]}'],
    ['items.*.id', '{"items":{"x":{"id":1},"y":1}}', '{"items":{"x":{"id":2},"y":1}}'],
    ['*', '{"a":1}', '{}'],
    ['__proto__', '{"__proto__":{"a":1}}', '{"__proto__":2}'],
    ['__proto__.a', '{"__proto__":{"a":1}}', '{"__proto__":{"a":2}}'],
  ])('at %s: %s is %s', (path, one, other) => {
    expect(alikeText(parse(one), paths(path))).toBe(alikeText(parse(other), paths(path)))
    expect(alikeText(parse(one), [])).not.toBe(alikeText(parse(other), []))
  })

  test.each([
    ['content', '{"content":{"a":1},"b":{"content":1}}', '{"content":{"a":1},"b":{"content":2}}'],
    ['a.b', '{"a.b":1}', '{"a.b":2}'],
    ['a.b.c', '{"a":{"b":1}}', '{"a":{"b":2}}'],
    ['a.b', '{"a":{"b":1}}', '{"a":1}'],
    ['a.b', '{"a":{"b":1}}', '{}'],
    ['args.1', '{"args":[1,2]}', '{"args":[1]}'],
    ['args.0', '{"args":[1,2]}', '{"args":[2]}'],
    ['args.0', '{"args":[1]}', '{"args":{"0":1}}'],
    ['args.01', '{"args":[1,2]}', '{"args":[1,3]}'],
    ['args.length', '{"args":[1,2]}', '{"args":[1,2,3]}'],
    ['constructor', '{"a":1}', '{"a":2}'],
    ['a.*', '{"a":{"b":1},"c":1}', '{"a":{"b":1},"c":2}'],
    ['', '{"a":1}', '{"a":2}'],
  ])('at %s: %s is not %s', (path, one, other) => {
    expect(alikeText(parse(one), paths(path))).not.toBe(alikeText(parse(other), paths(path)))
  })

  test('is all that may differ', () => {
    const keys = fc.constantFrom('a', 'b', 'c')
    const values = fc.oneof(fc.integer({ max: 1, min: 0 }), fc.dictionary(keys, fc.integer({ max: 1, min: 0 })))
    const objects = fc.dictionary(keys, values) as fc.Arbitrary<JsonObject>
    const ignored = paths('a', 'b.c')
    fc.assert(
      fc.property(objects, objects, (one, other) => {
        const alike = alikeText(one, ignored) === alikeText(other, ignored)
        expect(alike).toBe(alikeText(stripped(one), []) === alikeText(stripped(other), []))
      }),
      { numRuns: 1000 },
    )
  })
})

function stripped(value: JsonObject): JsonObject {
  const rest = without(value, 'a')
  const { b = null } = rest
  return isObject(b) ? { ...rest, b: without(b, 'c') } : rest
}

function without(value: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))
}
