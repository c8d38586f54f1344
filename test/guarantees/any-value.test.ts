import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AuditEntry, AuditStore } from '../../src/index.js'
import { anyValue } from '../entry/any-value.js'
import { everyEntry, newFile, openStore } from './place.js'

const action = { sessionId: 'session', stepId: 'step', toolName: 'tool', riskLevel: 'safe' } as const

class Cycle {
  readonly self = this
  readonly [Symbol.iterator] = undefined
}

const throwing = {
  get secret(): never {
    throw new Error('no')
  },
  toJSON: undefined,
}

/** What is hard to keep, and the outer type that has to come back. */
const values: readonly [name: string, value: unknown, type: 'object' | 'array' | 'string' | 'number' | 'null'][] = [
  ['undefined', undefined, 'null'],
  ['null', null, 'null'],
  ['NaN', Number.NaN, 'string'],
  ['an integer beyond 32 bits', 2 ** 53 - 1, 'number'],
  ['a BigInt', 123_456_789_012_345_678_901n, 'string'],
  ['a Date', new Date(0), 'string'],
  ['an invalid Date', new Date(Number.NaN), 'null'],
  ['a Map', new Map<unknown, unknown>([['a', 1]]), 'object'],
  ['a Map with keys of any kind', new Map<unknown, unknown>([[{}, 1]]), 'array'],
  ['a Set', new Set([1, 'two']), 'array'],
  ['an Error', new TypeError('broken', { cause: new Error('deep') }), 'object'],
  ['a typed array', new Uint8Array(1_000_000), 'string'],
  ['a cycle', new Cycle(), 'object'],
  ['a throwing getter', throwing, 'object'],
  [
    'a throwing toJSON',
    {
      toJSON: (): never => {
        throw new Error('no')
      },
    },
    'string',
  ],
  ['a lone surrogate', 'a\ud800b', 'string'],
  ['a NUL', 'before\0after', 'string'],
  ['line separators', '\u2028\u2029\r\n', 'string'],
  ['a key __proto__', JSON.parse('{"__proto__":{"polluted":true},"constructor":1}'), 'object'],
  ['an empty object', {}, 'object'],
  ['an empty list', [], 'array'],
  ['an empty text', '', 'string'],
  ['a text of 1 MB', 'x'.repeat(1_000_000), 'string'],
  ['a text of 1 MB of surrogate pairs', '😀'.repeat(250_000), 'string'],
  ['an object with a text of 1 MB', { deep: { text: 'é"'.repeat(500_000) } }, 'object'],
  ['a list of a million', Array.from({ length: 1_000_000 }, (_, index) => index), 'array'],
]

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

/** What a store finds after it was closed and opened again. */
async function reopened(file: string, store: AuditStore): Promise<readonly AuditEntry[]> {
  await store.close()
  return await everyEntry((await openStore(file)).store)
}

const isBounded = ({ parameters, result }: AuditEntry): boolean =>
  [parameters, result].every((value) => JSON.stringify(value).length <= 4_096)

const isWellFormed = (entry: AuditEntry): boolean => !/\p{Surrogate}/u.test(JSON.stringify(entry))

describe('any JavaScript value', () => {
  test('goes into a file and comes out bounded, valid and of the same outer type', async () => {
    const file = await newFile()
    const { store, faults } = await openStore(file)
    const logged: AuditEntry[] = []
    for (const [name, value] of values)
      logged.push(await store.log({ ...action, stepId: name, result: value, parameters: { value } }))
    expect(logged.map(({ stepId, result }) => [stepId, typeOf(result)])).toEqual(
      values.map(([name, , type]) => [name, type]),
    )
    expect(logged.filter((entry) => !isBounded(entry) || !isWellFormed(entry))).toEqual([])
    expect(logged.every(({ parameters }) => typeOf(parameters) === 'object')).toBe(true)
    const found = await reopened(file, store)
    expect(found.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual(logged)
    expect(faults).toEqual([])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('of one megabyte comes back whole when nothing bounds it', async () => {
    const file = await newFile()
    const { store } = await openStore(file, { maxDataLength: Infinity })
    const text = 'é"\\\u2028😀\0'.repeat(150_000)
    const entry = await store.log({ ...action, parameters: { text }, result: [text], error: text })
    expect(entry).toMatchObject({ parameters: { text }, result: [text], error: text })
    expect(await reopened(file, store)).toEqual([entry])
  })

  test('keeps keys like __proto__ and constructor as its own', async () => {
    const file = await newFile()
    const { store } = await openStore(file)
    const parameters = JSON.parse('{"__proto__":{"a":1},"constructor":{"b":2},"toString":3}') as object
    await store.log({ ...action, parameters, result: parameters })
    const [entry] = await reopened(file, store)
    expect(Object.entries(entry?.parameters ?? {})).toEqual(Object.entries(parameters))
    expect(JSON.stringify(entry?.result)).toBe(JSON.stringify(parameters))
  })

  test('of any kind survives the file, its exports and their imports', { timeout: 120_000 }, async () => {
    const anyList = fc.array(
      fc.record({ parameters: fc.dictionary(fc.string(), anyValue), result: anyValue, error: anyValue }),
      {
        minLength: 1,
        maxLength: 20,
      },
    )
    await fc.assert(
      fc.asyncProperty(anyList, async (inputs) => {
        const file = await newFile()
        const { store } = await openStore(file)
        const logged = await store.logMany(inputs.map((input) => ({ ...action, timestamp: 0, ...input })))
        expect(logged.every((entry) => isBounded(entry) && isWellFormed(entry))).toBe(true)
        for (const text of [await store.exportJson(), await store.exportNdjson()]) {
          const copy = await openStore(await newFile())
          expect(await copy.store.importEntries(text)).toBe(logged.length)
          expect(await everyEntry(copy.store)).toEqual(logged)
          await copy.store.close()
        }
        expect(await reopened(file, store)).toEqual(logged)
      }),
      { numRuns: 25 },
    )
  })
})
