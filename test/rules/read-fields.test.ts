import { expect, test } from 'vitest'
import { readFields } from '../../src/rules/read-fields.js'
import { aText, nullable, optional, type Rules } from '../../src/rules/rule.js'

interface Person {
  readonly name: string
  readonly nick?: string | undefined
  readonly title?: string | null | undefined
}

const rules: Rules<Person> = { name: aText, nick: optional(aText), title: optional(nullable(aText)) }

test('copies the fields, without those that are undefined', () => {
  const input = { title: null, name: 'Ada', nick: undefined }
  const { copy } = readFields(rules, input) as { copy: Person }
  expect(copy).toStrictEqual({ name: 'Ada', title: null })
  expect(copy).not.toBe(input)
})

test.each([
  [{}, { field: 'name', takes: 'text that is not empty', got: undefined }],
  [{ name: null }, { field: 'name', takes: 'text that is not empty', got: null }],
  [
    { name: 'Ada', nick: '' },
    { field: 'nick', takes: 'text that is not empty', got: '' },
  ],
  [
    { name: 'Ada', nick: null },
    { field: 'nick', takes: 'text that is not empty', got: null },
  ],
  [
    { name: 'Ada', title: 7 },
    { field: 'title', takes: 'text that is not empty', got: 7 },
  ],
  [{ nam: 'Ada' }, { field: 'nam', takes: null, got: undefined }],
  [
    { name: 'Ada', toString: 'Ada' },
    { field: 'toString', takes: null, got: undefined },
  ],
  [JSON.parse('{"name":"Ada","__proto__":{"title":"Countess"}}'), { field: '__proto__', takes: null, got: undefined }],
])('%j does not fit', (input, misfit) => {
  expect(readFields(rules, input)).toEqual({ misfit })
})

test('reads each field once', () => {
  const reads: string[] = []
  const input = new Proxy(
    { name: 5, title: 'Countess' },
    {
      get: (target, key, self) => {
        reads.push(String(key))
        return Reflect.get(target, key, self) as unknown
      },
    },
  )
  expect(readFields(rules, input)).toEqual({ misfit: { field: 'name', takes: 'text that is not empty', got: 5 } })
  expect(reads).toEqual(['name'])
})

test('takes an object of a class, whose getters and methods are on its prototype', () => {
  class Author {
    get name(): string {
      return 'Ada'
    }

    greet(): string {
      return this.name
    }
  }
  expect(readFields(rules, new Author())).toEqual({ copy: { name: 'Ada' } })
})

test('does not mind what is under a symbol', () => {
  expect(readFields(rules, { name: 'Ada', [Symbol('tag')]: 1 })).toEqual({ copy: { name: 'Ada' } })
})

test('throws what a field throws', () => {
  const input = {
    get name(): string {
      throw new RangeError('no')
    },
  }
  expect(() => readFields(rules, input)).toThrow(RangeError)
})
