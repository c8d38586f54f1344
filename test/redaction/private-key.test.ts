import { expect, test } from 'vitest'
import { redactionMark } from '../../src/redaction/kind.js'
import { withoutPrivateKeys } from '../../src/redaction/private-key.js'
import { letters } from './samples.js'

const redacted = (text: string): string => withoutPrivateKeys(text, redactionMark)
const mark = redactionMark('private-key')
const lines = [letters(64), letters(64), `${letters(30)}==`]

/** A key in PEM, which is none. */
function pem(label: string, between = '\n'): string {
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join(between)
}

test.each([
  'PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'OPENSSH PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'PGP PRIVATE KEY BLOCK',
])('%s, and nothing around it', (label) => {
  expect(redacted(`Before\n${pem(label)}\nafter`)).toBe(`Before\n${mark}\nafter`)
  expect(redacted(pem(label))).toBe(mark)
})

test.each([
  ['escaped breaks', '\\n'],
  ['breaks escaped twice', '\\\\n'],
  ['Windows', '\r\n'],
  ['numbered lines of a file', '\n    12→'],
  ['a patch', '\n+'],
  ['a removed part of a patch', '\n-'],
  ['no breaks', ''],
])('with %s', (_, between) => {
  expect(redacted(`{"key":"${pem('PRIVATE KEY', between)}","x":1}`)).toBe(`{"key":"${mark}","x":1}`)
})

test('with headers of its own', () => {
  const label = 'RSA PRIVATE KEY'
  const text = pem(label).replace('KEY-----\n', 'KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00FF\n\n')
  expect(redacted(text)).toBe(mark)
})

test('two of them, each for itself', () => {
  expect(redacted(`${pem('PRIVATE KEY')}\nand\n${pem('EC PRIVATE KEY')}`)).toBe(`${mark}\nand\n${mark}`)
})

test('cut off, anywhere behind its first line', () => {
  const whole = pem('PRIVATE KEY')
  for (let length = 60; length < whole.length; length += 7) expect(redacted(whole.slice(0, length))).toBe(mark)
  expect(redacted(`{"key":"${whole.slice(0, 120)}","x":1}`)).toBe(`{"key":"${mark}","x":1}`)
})

test.each([
  'It begins with -----BEGIN PRIVATE KEY-----, as you see.',
  "if (text.startsWith('-----BEGIN RSA PRIVATE KEY-----')) return",
  pem('CERTIFICATE'),
  pem('PUBLIC KEY'),
])('nothing in %s', (text) => {
  expect(redacted(text)).toBe(text)
})
