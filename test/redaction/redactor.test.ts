import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonValue } from '../../src/entry/entry.js'
import type { AuditError } from '../../src/error.js'
import type { RedactionOptions } from '../../src/redaction/options.js'
import { createRedactor, type RedactedField } from '../../src/redaction/redactor.js'
import { tokenSamples } from './samples.js'
import { secretText, secretValue } from './secret-text.js'

/** The value without secrets, by a redactor of its own. */
function redacted(value: unknown, options: RedactionOptions = {}, field: RedactedField = 'parameters'): JsonValue {
  const text = JSON.stringify(value)
  return createRedactor(options, unexpected).value(JSON.parse(text) as JsonValue, text, field)
}

function unexpected(fault: AuditError): never {
  throw fault
}

describe('laws', () => {
  const redactor = createRedactor({ keys: ['iban'] }, unexpected)

  test('redacting a text twice is redacting it once', () => {
    fc.assert(
      fc.property(secretText, (text) => {
        const once = redactor.text(text, 'error')
        expect(redactor.text(once, 'error')).toBe(once)
      }),
      { numRuns: 20_000 },
    )
  }, 120_000)

  test('redacting a value twice is redacting it once, and touches nothing of the value', () => {
    fc.assert(
      fc.property(secretValue, (value) => {
        const text = JSON.stringify(value)
        const once = redactor.value(value as JsonValue, text, 'result')
        expect(JSON.stringify(value)).toBe(text)
        expect(redactor.value(once, JSON.stringify(once), 'result')).toEqual(once)
      }),
      { numRuns: 3_000 },
    )
  }, 120_000)

  test('a value that is not gone through, since nothing in its JSON is suspect, has no secret', () => {
    const thorough = createRedactor({ keys: ['iban'], paths: ['error.nowhere'] }, unexpected)
    fc.assert(
      fc.property(secretValue, (value) => {
        const text = JSON.stringify(value)
        expect(redactor.value(value as JsonValue, text, 'result')).toEqual(
          thorough.value(value as JsonValue, text, 'result'),
        )
      }),
      { numRuns: 5_000 },
    )
  }, 120_000)

  test('no token is left, wherever it stands', () => {
    fc.assert(
      fc.property(secretText, fc.constantFrom(...tokenSamples), secretText, (before, { secret }, after) => {
        expect(redactor.text(`${before} ${secret} ${after}`, 'error')).not.toContain(` ${secret} `)
      }),
      { numRuns: 5_000 },
    )
  }, 120_000)

  test('a value without secrets is given back itself', () => {
    const value = { path: '/tmp/a', lines: [1, 2, { text: 'The token is sent.' }] }
    expect(redactor.value(value, JSON.stringify(value), 'parameters')).toBe(value)
  })
})

describe('by name', () => {
  test('the whole value, at any depth, of any type', () => {
    expect(
      redacted({
        a: [{ b: { password: 'x', clientSecret: { id: 1, value: 'y' }, cookies: [{ name: 'sid' }], 'X-API-KEY': 12 } }],
      }),
    ).toEqual({
      a: [
        {
          b: {
            password: '[redacted:password]',
            clientSecret: '[redacted:secret]',
            cookies: '[redacted:cookie]',
            'X-API-KEY': '[redacted:api-key]',
          },
        },
      ],
    })
  })

  test('nothing where there is no secret', () => {
    const value = {
      password: null,
      secret: '',
      token: 12,
      api_key: false,
      credentials: {},
      cookies: [],
      max_tokens: 4096,
      passwordRequired: true,
      pwd: '/home/user',
      next_page_token: 'abc',
    }
    expect(redacted(value)).toEqual(value)
  })

  test('where the name is a value itself', () => {
    expect(
      redacted({
        env: [
          { name: 'API_KEY', value: 'x' },
          { name: 'PATH', value: '/bin' },
        ],
      }),
    ).toEqual({
      env: [
        { name: 'API_KEY', value: '[redacted:api-key]' },
        { name: 'PATH', value: '/bin' },
      ],
    })
    expect(redacted({ element: 'Password field', ref: 'e5', text: 'hunter2', submit: true })).toEqual({
      element: 'Password field',
      ref: 'e5',
      text: '[redacted:password]',
      submit: true,
    })
    expect(redacted({ selector: 'input[name="password"]', value: 'hunter2' })).toMatchObject({
      value: '[redacted:password]',
    })
  })

  test('in lists of pairs, which maps and headers are recorded as', () => {
    const pairs = [
      ['X-Api-Key', 'x'],
      ['Accept', '*/*'],
      [1, 2],
    ]
    expect(redacted({ pairs })).toEqual({
      pairs: [
        ['X-Api-Key', '[redacted:api-key]'],
        ['Accept', '*/*'],
        [1, 2],
      ],
    })
    const names = [['password', 'email', 'name']]
    expect(redacted({ names })).toEqual({ names })
  })

  test('among the arguments of a command', () => {
    expect(redacted({ args: ['login', '--password', 'hunter2', '--token', '--verbose', '-u', 'me'] })).toEqual({
      args: ['login', '--password', '[redacted:password]', '--token', '--verbose', '-u', 'me'],
    })
  })
})

describe('by shape', () => {
  test('in texts, in names of members, and as a number', () => {
    const { secret, left } = tokenSamples.find(({ kind }) => kind === 'github-token') ?? { secret: '', left: '' }
    expect(redacted({ log: [`pushed with ${secret}`], [secret]: 1, card: 4111111111111111 })).toEqual({
      log: [`pushed with ${left}`],
      [left]: 1,
      card: '[redacted:card-number]',
    })
  })

  test('members keep their order and their prototype', () => {
    const value = redacted(JSON.parse('{"z":1,"__proto__":{"password":"x"},"a":2}'))
    expect(JSON.stringify(value)).toBe('{"z":1,"__proto__":{"password":"[redacted:password]"},"a":2}')
  })
})

describe('keys', () => {
  test('are secret in every spelling, in JSON within texts too', () => {
    expect(
      redacted({ date_of_birth: '2000-01-01', text: '{"dateOfBirth":"2000-01-01"}' }, { keys: ['Date of birth'] }),
    ).toEqual({
      date_of_birth: '[redacted:key]',
      text: '{"dateOfBirth":"[redacted:key]"}',
    })
  })
})

describe('paths', () => {
  const paths = ['parameters.user.email', 'parameters.items.*.iban', '*.note', 'error']

  test('lead to what is redacted, whatever it is', () => {
    expect(
      redacted(
        { user: { email: 'a@b', name: 'A' }, email: 'c@d', items: [{ iban: 'x', n: 1 }, { iban: 2 }], note: [1] },
        { paths },
      ),
    ).toEqual({
      user: { email: '[redacted:path]', name: 'A' },
      email: 'c@d',
      items: [{ iban: '[redacted:path]', n: 1 }, { iban: '[redacted:path]' }],
      note: '[redacted:path]',
    })
  })

  test('belong to their field', () => {
    expect(redacted({ user: { email: 'a@b' }, note: 1 }, { paths }, 'result')).toEqual({
      user: { email: 'a@b' },
      note: '[redacted:path]',
    })
    const redactor = createRedactor({ paths }, unexpected)
    expect(redactor.text('It broke.', 'error')).toBe('[redacted:path]')
    expect(redactor.text('It broke.', 'approvalReason')).toBe('It broke.')
  })

  test('that lead to nothing do nothing', () => {
    const value = { user: 'A', items: null }
    expect(redacted(value, { paths })).toEqual(value)
  })
})

test('kinds that are excepted stay', () => {
  const value = { number: '4111111111111111', token: 'x', text: 'PASSWORD=x API_KEY=y' }
  expect(redacted(value, { except: ['card-number', 'token', 'password'] })).toEqual({
    ...value,
    text: 'PASSWORD=x API_KEY=[redacted:api-key]',
  })
})

describe('a function of the caller', () => {
  test('gets every text that is left, with its path', () => {
    const calls: string[][] = []
    const custom = (text: string, path: string): string => {
      calls.push([path, text])
      return text.replaceAll('Ada', '[name]')
    }
    expect(redacted({ a: ['Ada', { password: 'x', b: 'PASSWORD=y' }], n: 1 }, { custom }, 'metadata')).toEqual({
      a: ['[name]', { password: '[redacted:password]', b: 'PASSWORD=[redacted:password]' }],
      n: 1,
    })
    expect(calls).toEqual([
      ['metadata.a.0', 'Ada'],
      ['metadata.a.1.b', 'PASSWORD=[redacted:password]'],
    ])
  })

  test('that gives half a character gives U+FFFD', () => {
    expect(redacted({ a: 'Ada' }, { custom: () => '\ud83d' })).toEqual({ a: '\ufffd' })
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('no')
      },
      'no',
    ],
    ['gives no text', () => undefined, 'It gave no text, but undefined.'],
    ['gives a promise', () => Promise.reject(new Error('unawaited')), 'It gave no text, but object.'],
  ])('that %s keeps nothing of the text, and is reported once', (_, custom, message) => {
    const faults: AuditError[] = []
    const options = { custom: custom as unknown as () => string }
    const redactor = createRedactor(options, (fault) => faults.push(fault))
    expect(redactor.text('Ada', 'error')).toBe('[redacted:custom]')
    expect(redactor.value({ a: 'Ada', n: 1 }, '{"a":"Ada","n":1}', 'result')).toEqual({ a: '[redacted:custom]', n: 1 })
    expect(faults).toMatchObject([{ code: 'CALLBACK_FAILED', cause: { message } }])
  })
})
