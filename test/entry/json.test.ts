import { Readable, Writable } from 'node:stream'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toJson } from '../../src/entry/json.js'
import { readTraces, tracesAvailable } from '../traces.js'
import { anyValue } from './any-value.js'

const json = (value: unknown): unknown => toJson(value, 1e6)

class Account {
  name = 'a'
  readonly #secret = 1
  get doubled(): number {
    return this.#secret * 2
  }
}

class Pages {
  readonly page = 1
  async *[Symbol.asyncIterator](): AsyncGenerator<number> {
    yield this.page
  }
}

const circular: { self?: unknown; list: unknown[] } = { list: [] }
circular.self = circular
circular.list.push(circular)

const shared = { a: 1 }

const throwing = new Proxy(
  {},
  {
    get: () => raise('get'),
    has: () => raise('has'),
    ownKeys: () => raise('ownKeys'),
    getPrototypeOf: () => raise('getPrototypeOf'),
  },
)

function raise(message: string): never {
  throw new TypeError(message)
}

async function* generator(): AsyncGenerator<number> {
  yield 1
}

describe('what JSON has no form for', () => {
  test.each<[string, unknown, unknown]>([
    ['undefined', undefined, null],
    ['an undefined member', { a: undefined, b: 1 }, { b: 1 }],
    ['an undefined element', [undefined, 1], [null, 1]],
    ['NaN', Number.NaN, 'NaN'],
    ['infinities', [Infinity, -Infinity], ['Infinity', '-Infinity']],
    ['a BigInt', 2n ** 64n, '18446744073709551616'],
    ['a Date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['an invalid Date', new Date(Number.NaN), null],
    ['a URL', new URL('https://example.org/a'), 'https://example.org/a'],
    ['URLSearchParams', new URLSearchParams({ a: '1' }), 'a=1'],
    ['a RegExp', /a+/gi, '/a+/gi'],
    ['a Map with text keys', new Map([['a', new Map()]]), { a: {} }],
    [
      'a Map with other keys',
      new Map<unknown, number>([
        [1, 2],
        ['a', 3],
      ]),
      [
        [1, 2],
        ['a', 3],
      ],
    ],
    ['a Set', new Set([1, { a: 2 }]), [1, { a: 2 }]],
    ['an Error', new TypeError('no', { cause: 'why' }), { name: 'TypeError', message: 'no', cause: 'why' }],
    [
      'an Error with a code',
      Object.assign(new Error('no'), { code: 'ENOENT' }),
      { name: 'Error', message: 'no', code: 'ENOENT' },
    ],
    [
      'an AggregateError',
      new AggregateError([new Error('a')], 'b'),
      { name: 'AggregateError', message: 'b', errors: [{ name: 'Error', message: 'a' }] },
    ],
    ['a DOMException', new DOMException('gone', 'AbortError'), { name: 'AbortError', message: 'gone', code: 20 }],
    ['a typed array', new Uint8Array([1, 254]), '[Uint8Array of 2 bytes: 01fe]'],
    ['a Buffer', Buffer.from('hi'), '[Uint8Array of 2 bytes: 6869]'],
    ['an ArrayBuffer', new ArrayBuffer(0), '[ArrayBuffer of 0 bytes]'],
    ['a large typed array', new Float64Array(1e6), `[Float64Array of 8000000 bytes: ${'00'.repeat(32)}…]`],
    ['a function', function named() {}, '[function named]'],
    [
      'a nameless function',
      (
        () => () =>
          1
      )(),
      '[function anonymous]',
    ],
    ['a symbol', [Symbol('s'), Symbol.iterator], ['[symbol s]', '[symbol Symbol.iterator]']],
    ['a promise', Promise.resolve(1), '[Promise]'],
    ['a stream', new ReadableStream(), '[ReadableStream]'],
    ['a stream of Node that is read', Readable.from(['a']), '[Readable]'],
    ['a stream of Node that is written', new Writable(), '[Writable]'],
    ['an async iterable of a class', new Pages(), '[Pages]'],
    ['a generator', generator(), '[AsyncGenerator]'],
    ['a WeakMap', new WeakMap(), '[WeakMap]'],
    ['boxed primitives', [new Number(1), new String('s'), new Boolean(false), Object(1n)], [1, 's', false, '1']],
    ['a class instance', new Account(), { name: 'a' }],
    ['an object without prototype', Object.create(null, { a: { value: 1, enumerable: true } }), { a: 1 }],
    ['cycles', circular, { list: ['[circular]'], self: '[circular]' }],
    ['shared members', [shared, shared], [{ a: 1 }, { a: 1 }]],
    ['toJSON', { toJSON: (key: string) => ({ key }) }, { key: '' }],
    ['toJSON of a member', { a: { toJSON: (key: string) => key } }, { a: 'a' }],
    ['toJSON that gives undefined', { toJSON: () => undefined }, null],
    ['toJSON that throws', { a: { toJSON: () => raise('no') }, b: 1 }, { a: '[threw TypeError: no]', b: 1 }],
    [
      'a getter that throws',
      {
        get a() {
          return raise('no')
        },
        b: 1,
      },
      { a: '[threw TypeError: no]', b: 1 },
    ],
    [
      'a getter that throws what has no text',
      {
        get a() {
          throw Object.create(null)
        },
      },
      { a: '[threw]' },
    ],
    ['a Proxy that throws', [throwing], ['[threw TypeError: has]']],
    ['a sparse array', Object.assign([1], { 2: 3 }), [1, null, 3]],
    ['an empty object', {}, {}],
    ['lone surrogates', { 'k\ud800': 'v\udc00\ud83d\ude00' }, { 'k\ufffd': 'v\ufffd😀' }],
    ['NUL', 'a\0b', 'a\0b'],
    [
      'objects of another realm',
      runInNewContext('[{ a: new Date(0) }, new Error("no"), /x/]'),
      [{ a: '1970-01-01T00:00:00.000Z' }, { name: 'Error', message: 'no' }, '/x/'],
    ],
  ])('%s', (_, value, expected) => {
    expect(json(value)).toEqual(expected)
  })

  test('-0 becomes 0, as in JSON', () => {
    expect(Object.is(json(-0), 0)).toBe(true)
  })

  test('a member named __proto__ stays one, and no prototype changes', () => {
    const value = json(JSON.parse('{"__proto__":{"polluted":1},"a":2}'))
    expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":1},"a":2}')
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  test('nesting without end ends in a marker', () => {
    let deep: unknown = 1
    for (let level = 0; level < 100_000; level++) deep = [deep]
    expect(JSON.stringify(json(deep))).toBe(`${'['.repeat(128)}"[too deep]"${']'.repeat(128)}`)
  })

  test('a list of lists of the same list ends with its budget', () => {
    let dag: unknown = 'x'
    for (let level = 0; level < 40; level++) dag = [dag, dag]
    expect(JSON.stringify(json(dag))).toContain('…[+1 items]')
  })

  test('a list of a thousand million holes ends with its budget', () => {
    const list = toJson(Object.assign([], { length: 1e9 }), 80)
    expect(list).toEqual([...Array.from({ length: 10 }, () => null), '…[+999999990 items]'])
  })
})

test('changes nothing in the value', () => {
  const frozen = Object.freeze({ list: Object.freeze([1, new Map([['a', 1]])]) })
  expect(json(frozen)).toEqual({ list: [1, { a: 1 }] })
  expect(json(frozen)).not.toBe(frozen)
})

test('whatever the value, the result is what JSON gives back', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      const tree = json(value)
      const text = JSON.stringify(tree)
      expect(JSON.parse(text)).toEqual(tree)
      JSON.parse(text, (key, member: unknown) => {
        expect([key, member].filter((part) => typeof part === 'string' && /\p{Surrogate}/u.test(part))).toEqual([])
        return member
      })
    }),
  )
})

test('what came from JSON stays as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(JSON.stringify(json(value))).toBe(JSON.stringify(value))
    }),
  )
})

test.runIf(tracesAvailable)('the recorded calls stay as they are', () => {
  for (const { parameters, result } of readTraces()) {
    expect(JSON.stringify(toJson([parameters, result], Infinity))).toBe(JSON.stringify([parameters, result]))
  }
})
