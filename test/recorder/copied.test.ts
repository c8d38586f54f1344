import { inspect, isDeepStrictEqual } from 'node:util'
import { createContext, runInContext } from 'node:vm'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toJson } from '../../src/entry/json.js'
import { copied } from '../../src/recorder/copied.js'
import { anyValue } from '../entry/any-value.js'
import { readTraces, tracesAvailable } from '../traces.js'

const copyOf = (value: unknown): unknown => copied([value]).args[0]
const isLossless = (value: unknown): boolean => copied([value]).lossless

class Account {
  balance = 1
}

class Names extends Array<string> {}

const changeable: fc.Arbitrary<unknown> = fc.anything({
  key: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString')),
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  maxDepth: 4,
})

/** Node 20 takes no invalid date for equal to another, so that such values cannot be compared. */
function isComparable(value: unknown): boolean {
  return !inspect(value, { depth: Infinity, maxArrayLength: null }).includes('Invalid Date')
}

/** Changes all that can be changed. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if (ArrayBuffer.isView(value)) new Uint8Array(value.buffer).fill(7)
  else if (value instanceof Date) value.setTime(7)
  else if (value instanceof Map) spoilAll([...value.keys(), ...value.values()], () => value.clear())
  else if (value instanceof Set) spoilAll([...value], () => value.clear())
  else spoilAll(Object.values(value), () => Object.keys(value).forEach((key) => Reflect.deleteProperty(value, key)))
}

function spoilAll(parts: readonly unknown[], empty: () => void): void {
  parts.forEach(spoil)
  empty()
}

describe('the copy', () => {
  test('equals the arguments, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(anyValue).filter(isComparable), (args) => {
        // Not toStrictEqual, which takes a member named constructor for what it is not.
        expect(isDeepStrictEqual(copied(args).args, args)).toBe(true)
      }),
    )
  })

  test('stays as it is when the arguments change', () => {
    fc.assert(
      fc.property(fc.array(changeable).filter(isComparable), (args) => {
        const original = structuredClone(args)
        const { args: copy } = copied(original)
        spoil(original)
        expect(isDeepStrictEqual(copy, structuredClone(args))).toBe(true)
      }),
    )
  })

  test('of an invalid date is one too', () => {
    expect(String(copyOf(new Date(Number.NaN)))).toBe('Invalid Date')
  })

  test('stays as it is when bytes change, and takes only those of a view', () => {
    const bytes = Buffer.from('0123456789')
    const args = [bytes, bytes.buffer, bytes.subarray(2, 4), new DataView(bytes.buffer, bytes.byteOffset, 3)]
    const [buffer, all, part, view] = copied(args).args
    bytes.fill('x')
    expect(buffer).toEqual(Buffer.from('0123456789'))
    expect(Buffer.isBuffer(buffer)).toBe(true)
    expect(all).toHaveProperty('byteLength', bytes.buffer.byteLength)
    expect(part).toEqual(Buffer.from('23'))
    expect(view).toEqual(new DataView(Uint8Array.from(Buffer.from('012')).buffer))
  })

  test('has the same shape where objects are shared or hold themselves', () => {
    const shared = { a: 1 }
    const list: unknown[] = [shared]
    const map = new Map<unknown, unknown>([[shared, list]])
    list.push(list, map, new Set([map]))
    const [one, copy] = copied([shared, list]).args as [object, [object, unknown, Map<unknown, unknown>, Set<unknown>]]
    expect(one).toEqual(shared)
    expect(one).not.toBe(shared)
    expect(copy).not.toBe(list)
    expect(copy[0]).toBe(one)
    expect(copy[1]).toBe(copy)
    expect([...copy[2]]).toEqual([[one, copy]])
    expect([...copy[3]][0]).toBe(copy[2])
  })

  test.each<[string, unknown]>([
    ['a function', () => 1],
    ['a stream', new ReadableStream()],
    ['an object of a class', new Account()],
    ['a list of a class', Names.from(['a'])],
    ['a list without prototype', Object.setPrototypeOf([1], null)],
    ['a Date of a class', new (class Day extends Date {})()],
    ['what only looks like a Date', Object.create(Date.prototype)],
    ['an error', new Error('no')],
    ['a promise', Promise.resolve()],
    ['a blob', new Blob(['a'])],
    ['an object with a prototype of its own', Object.create({ inherited: 1 })],
    ['memory that is shared', new SharedArrayBuffer(8)],
    ['a view of memory that is shared', new Uint8Array(new SharedArrayBuffer(8))],
    ['a view of bytes that were transferred', detached()],
    ['a revoked proxy', revoked()],
    ['a list that throws when it is read', new Proxy([1], { get: () => raise() })],
    ['an object with a getter that throws', Object.defineProperty({}, 'a', { get: raise, enumerable: true })],
  ])('passes on %s as it is', (_, value) => {
    expect(copyOf(value)).toBe(value)
    expect((copyOf({ list: [value] }) as { list: unknown[] }).list[0]).toBe(value)
    expect(isLossless(value)).toBe(false)
  })

  test('passes on a signal as it is, which says when to stop and not what to do', () => {
    const { signal } = new AbortController()
    expect(copyOf(signal)).toBe(signal)
    expect(isLossless({ path: 'a', signal })).toBe(true)
  })

  test('calls a getter once, and keeps what it gave', () => {
    let calls = 0
    const copy = copyOf(Object.defineProperty({}, 'a', { get: () => ++calls, enumerable: true }))
    expect([copy, copy, calls]).toEqual([{ a: 1 }, { a: 1 }, 1])
  })

  test('keeps members that are named by a symbol or hidden, of lists too', () => {
    const name = Symbol('name')
    const members: PropertyDescriptorMap = {
      [name]: { value: { a: 1 }, enumerable: true },
      hidden: { value: { b: 2 } },
      late: { get: () => 3 },
    }
    for (const original of [Object.defineProperties({ c: 4 }, members), Object.defineProperties([4], members)]) {
      const copy = copyOf(original) as Record<PropertyKey, unknown>
      expect(Reflect.ownKeys(copy)).toEqual(Reflect.ownKeys(original))
      expect([copy[name], copy['hidden'], copy['late']]).toEqual([{ a: 1 }, { b: 2 }, 3])
      expect(copy[name]).not.toBe(Reflect.get(original, name))
      expect(Object.keys(copy)).toEqual(Object.keys(original))
      expect(isLossless(original)).toBe(false)
    }
  })

  test('keeps a member named __proto__ as a member', () => {
    const copy = copyOf(JSON.parse('{"__proto__":{"polluted":[1]},"constructor":2}'))
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"polluted":[1]},"constructor":2}')
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
    expect(copy).not.toHaveProperty('polluted')
  })

  test('keeps holes, also a thousand million', () => {
    const list = Object.assign([1], { length: 1e9 })
    expect(copyOf(list)).toHaveLength(1e9)
    expect(Object.keys(copyOf(list) as object)).toEqual(['0'])
  })

  test('of plain objects and lists of another realm is one too', () => {
    const foreign: unknown = runInContext('({ list: [{ a: 1 }] })', createContext())
    const copy = copyOf(foreign) as { list: [{ a: number }] }
    Object.assign((foreign as typeof copy).list[0], { a: 2 })
    expect(copy).toStrictEqual({ list: [{ a: 1 }] })
    expect(isLossless(foreign)).toBe(true)
  })

  test('goes as deep as the arguments', () => {
    const deepest: { a: unknown } = { a: 1 }
    let deep: unknown = deepest
    for (let level = 0; level < 100_000; level++) deep = level % 2 === 0 ? [deep] : { deep }
    let copy = copyOf(deep)
    deepest.a = 2
    for (let level = 0; level < 100_000; level++) copy = Object.values(copy as object)[0]
    expect(copy).toEqual({ a: 1 })
  })
})

describe('lossless', () => {
  test('is what JSON gives back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(isLossless(JSON.parse(JSON.stringify(value)))).toBe(true)
      }),
    )
  })

  test('means that the JSON form is the value itself', () => {
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 3 }), (args) => {
        const { lossless } = copied(args)
        fc.pre(lossless)
        expect(toJson({ args }, Infinity)).toEqual({ args })
        expect(JSON.stringify(toJson(args, Infinity))).toBe(JSON.stringify(args))
      }),
    )
  })

  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['an undefined member', { a: undefined }],
    ['NaN', Number.NaN],
    ['infinity', Infinity],
    ['-0', -0],
    ['a BigInt', 1n],
    ['a symbol', Symbol('s')],
    ['a Date', new Date(0)],
    ['a Map', new Map([['a', 1]])],
    ['a Set', new Set([1])],
    ['bytes', new Uint8Array(1)],
    ['a hole', Object.assign([1], { 2: 1 })],
    ['a list with a name', Object.assign([1], { a: 1 })],
    ['a list with a hole and a name', Object.assign([1], { 2: 1, a: 1 })],
    ['a lone surrogate', 'a\ud800'],
    ['a lone surrogate in a name', { 'a\ud800': 1 }],
    ['a cycle', circular()],
    ['the same object twice', [shared, shared]],
    ['a toJSON', { toJSON: () => 1 }],
    ['more levels than are shown', nested(127)],
  ])('is not %s, on its own or as a member', (_, value) => {
    expect([isLossless(value), isLossless([{ value }])]).toEqual([false, false])
  })

  test('is everything down to the last level that is shown', () => {
    expect(isLossless(nested(126))).toBe(true)
    expect(JSON.stringify(toJson({ args: [nested(126)] }, Infinity))).not.toContain('too deep')
    expect(JSON.stringify(toJson({ args: [nested(127)] }, Infinity))).toContain('too deep')
  })

  test('is an object without prototype, and a frozen one', () => {
    const bare: unknown = Object.assign(Object.create(null), { a: 1 })
    expect(Object.getPrototypeOf(copyOf(bare))).toBe(null)
    expect(isLossless([bare, Object.freeze({ a: Object.freeze([1]) })])).toBe(true)
  })
})

test.runIf(tracesAvailable)('the recorded calls are copied without loss', () => {
  for (const { parameters } of readTraces()) {
    expect(copied([parameters])).toEqual({ args: [parameters], lossless: true })
  }
})

const shared = { a: 1 }

function nested(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = [value]
  return value
}

function circular(): unknown {
  const value: { self?: unknown } = {}
  value.self = value
  return value
}

function detached(): Uint8Array {
  const bytes = new Uint8Array(4)
  structuredClone(bytes, { transfer: [bytes.buffer] })
  return bytes
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

function raise(): never {
  throw new TypeError('no')
}
