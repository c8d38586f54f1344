import { describe, expect, test } from 'vitest'
import { isNoSecret, secretNames } from '../../src/redaction/secret-names.js'

const { clue, kindOf } = secretNames()

/** The spellings of a name that is given as its words. */
function spellings(words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words
  const camel = [first, ...rest.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))].join('')
  const joined = ['_', '-', '.', ' ', ''].map((separator) => words.join(separator))
  return [camel, ...joined, ...joined.map((name) => name.toUpperCase())]
}

describe('names of secrets, in every spelling', () => {
  test.each([
    ['password', 'password'],
    ['passwd', 'password'],
    ['pwd', 'password'],
    ['pass', 'password'],
    ['db pass', 'password'],
    ['pass phrase', 'password'],
    ['pass word', 'password'],
    ['private key pem', 'private-key'],
    ['secret binary', 'secret'],
    ['token secret', 'secret'],
    ['authorisation', 'authorization'],
    ['passphrase', 'password'],
    ['user password', 'password'],
    ['mysql pwd', 'password'],
    ['password 2', 'password'],
    ['new password confirmation', 'password'],
    ['password hash', 'password'],
    ['Password field', 'password'],
    ['secret', 'secret'],
    ['client secret', 'secret'],
    ['secret key', 'secret'],
    ['aws secret access key', 'secret'],
    ['token', 'token'],
    ['access token', 'token'],
    ['refresh token', 'token'],
    ['id token', 'token'],
    ['auth token', 'token'],
    ['session token', 'token'],
    ['csrf token', 'token'],
    ['x amz security token', 'token'],
    ['refresh tokens', 'token'],
    ['token value', 'token'],
    ['api key', 'api-key'],
    ['x api key', 'api-key'],
    ['openai api keys', 'api-key'],
    ['account key', 'api-key'],
    ['shared access key', 'api-key'],
    ['private key', 'private-key'],
    ['encryption key', 'private-key'],
    ['authorization', 'authorization'],
    ['proxy authorization', 'authorization'],
    ['cookie', 'cookie'],
    ['cookies', 'cookie'],
    ['set cookie', 'cookie'],
    ['credentials', 'credentials'],
    ['aws credential', 'credentials'],
    ['cvv', 'card-code'],
    ['card cvc2', 'card-code'],
  ])('%s', (name, kind) => {
    for (const spelling of spellings(name.split(' '))) {
      expect([spelling, kindOf(spelling)]).toEqual([spelling, kind])
      expect([spelling, spelling.search(clue) >= 0]).toEqual([spelling, true])
    }
  })
})

describe('names of what is no secret', () => {
  test.each([
    'max tokens',
    'tokens',
    'token count',
    'tokens used',
    'prompt tokens',
    'cached input tokens',
    'next page token',
    'continuation token',
    'pad token',
    'cost per token',
    'tokenizer',
    'token type',
    'by pass',
    'passed',
    'password required',
    'forgot password url',
    'secret name',
    'secretary',
    'api key id',
    'public key',
    'key',
    'keyboard',
    'primary key',
    'cookie consent',
    'author',
    'authorized',
    'path',
  ])('%s', (name) => {
    for (const spelling of spellings(name.split(' '))) expect([spelling, kindOf(spelling)]).toEqual([spelling, null])
  })

  test('a sentence, though it ends in such a word', () => {
    expect(kindOf(`${'What the form is to say to somebody who does not know '.repeat(2)} the password`)).toBeNull()
  })
})

describe('names of the caller', () => {
  test('count in every spelling, whole, and in every language', () => {
    const names = secretNames(['dateOfBirth', 'contraseña'])
    for (const name of ['date_of_birth', 'DATE-OF-BIRTH', 'date of birth', 'dateofbirth', 'Contraseña']) {
      expect([name, names.kindOf(name)]).toEqual([name, 'key'])
      expect([name, `{"${name}":`.search(names.clue) >= 0]).toEqual([name, true])
    }
    expect(names.kindOf('date_of_birth_known')).toBeNull()
    expect(names.kindOf('password')).toBe('password')
  })

  test('do not fill the memory', () => {
    const names = secretNames(['iban'])
    for (let index = 0; index < 10_000; index++) expect(names.kindOf(`column_${index}`)).toBeNull()
    expect(names.kindOf('IBAN')).toBe('key')
  })
})

test('a path is no name', () => {
  expect(kindOf('node_modules/cookie')).toBeNull()
})

test('a name without a clue has no kind, so that a text without one need not be gone through', () => {
  for (const name of ['to-ken', 'se.cret', 'coo kie']) expect([name, kindOf(name)]).toEqual([name, null])
})

test('what is known to be no secret', () => {
  expect(isNoSecret('cookie', '^0.7.1')).toBe(true)
  expect(isNoSecret('cookie', '1.0.0')).toBe(true)
  expect(isNoSecret('password', '1.0')).toBe(false)
  expect(isNoSecret('credentials', 'same-origin')).toBe(true)
  expect(isNoSecret('pass', '120')).toBe(true)
  expect(isNoSecret('pass', 'All buttons have a label')).toBe(true)
  expect(isNoSecret('DB_PASS', 'correct horse')).toBe(false)
  expect(isNoSecret('password', '120')).toBe(false)
  expect(isNoSecret('PWD', '/home/user')).toBe(true)
  expect(isNoSecret('OLDPWD', 'C:\\Users')).toBe(true)
  expect(isNoSecret('pwd', 'hunter2')).toBe(false)
  expect(isNoSecret('password', '/etc')).toBe(false)
})
