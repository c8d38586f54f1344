import { expect, test } from 'vitest'
import { redactionMark } from '../../src/redaction/kind.js'
import { withoutUrlSecrets } from '../../src/redaction/url-secrets.js'
import { hex } from './samples.js'

const redacted = (text: string): string => withoutUrlSecrets(text, redactionMark)
const password = redactionMark('url-password')

test.each([
  ['https://user:hunter2@host/path', `https://user:${password}@host/path`],
  ['postgres://user:p@ss@host:5432/db', `postgres://user:${password}@host:5432/db`],
  ['postgres://user@server:hunter2@host/db', `postgres://user@server:${password}@host/db`],
  ['redis://:hunter2@host', `redis://:${password}@host`],
  [
    'git clone https://x-access-token:abc@github.com/a/b.git',
    `git clone https://x-access-token:${password}@github.com/a/b.git`,
  ],
  ['mongodb+srv://a:b@c, amqp://d:e@f', `mongodb+srv://a:${password}@c, amqp://d:${password}@f`],
])('the password of %s', (text, left) => {
  expect(redacted(text)).toBe(left)
  expect(redacted(left)).toBe(left)
})

test.each([
  `https://account.blob.core.windows.net/c?sv=2024&se=2027&sig=`,
  `https://bucket.s3.amazonaws.com/key?X-Amz-Date=20261123&X-Amz-Signature=`,
  `https://storage.googleapis.com/b/o?X-Goog-Signature=`,
  `BlobEndpoint=x;SharedAccessSignature=sv=2024&sig=`,
])('the signature of %s', (url) => {
  expect(redacted(`${url}${hex(64)}&x=1`)).toBe(`${url}${redactionMark('signature')}&x=1`)
  expect(redacted(`${url}ab%2Fcd%2Bef0123456789%3D`)).toBe(url + redactionMark('signature'))
})

test.each([
  'https://host:8080/path@version',
  'https://user@host',
  'http://localhost:5173, or write to me@example.com',
  'mailto:me@example.com',
  'git@github.com:owner/repository.git',
  'https://user:${PASSWORD}@host',
  'https://registry.npmjs.org/@scope/name',
  'https://host/?design=plain&signature-page=2',
])('nothing in %s', (text) => {
  expect(redacted(text)).toBe(text)
})
