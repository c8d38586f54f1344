import { createRedactor } from '../../../src/redaction/redactor.js'

// Pieces that rules begin with, and that bring each of them as far as it goes without coming to an end.
const pieces = [
  'eyJ',
  'eyJhbGciOiJIUzI1NiJ9.',
  'AKIA',
  'AIza',
  'ghp_',
  'github_pat_',
  'glpat-',
  'sk-',
  'sk-ant-',
  'sk-proj-',
  'xoxb-',
  'sk_live_',
  'whsec_',
  'SG.',
  'hvs.',
  'ya29.',
  '12345678:AA',
  '8Q~',
  'npm_',
  'MT',
  'https://hooks.slack.com/services/T',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN ',
  '-----BEGIN RSA PRIVATE KEY-----\nMIIE',
  '-----END ',
  '://',
  '://a:',
  'https://user:',
  '@',
  '?sig=',
  '&sig=a',
  'X-Amz-Signature=',
  'password',
  'password=',
  'password="',
  "password='",
  'password:\\"',
  '\\\\\\"password',
  'token: ',
  '--token ',
  'key',
  'API_KEY=',
  'Bearer ',
  'Basic ',
  'bearer a',
  'Authorization: ',
  'Authorization: Bearer ',
  'Authorization: Digest a=',
  'Authorization: Digest a="',
  '","value":',
  '"cookies": [{',
  '\\"credentials\\":{"a',
  'a=b password=',
  'Cookie: ',
  'cookie=',
  'secret => ',
  '4',
  '4111',
  '4111 ',
  '4111-',
  '4111 1111 1111 1111 ',
  '3782 822463 ',
  '2',
  'a',
  'A1',
  '-',
  '_',
  '-_',
  '.',
  '\\',
  '\\\\"',
  '"',
  ' ',
  '\n',
  '\t',
  '=',
  ':',
  '/',
  '%3D',
  '\\u003d',
  '[redacted:',
  '{',
  '$',
  '…',
  'é',
]

const size = 2 ** 20
const smaller = 2 ** 17
const redactor = createRedactor({ keys: ['iban'] }, () => {})

function redact(text: string): void {
  redactor.text(text, 'error')
}

// A megabyte of each, alone; less of it with others before, between and behind.
for (const piece of pieces) {
  redact(piece.repeat(size / piece.length))
  redact(`password="x" ${piece.repeat(smaller / piece.length)}!`)
  redact(piece + 'a'.repeat(smaller))
  redact(piece + 'a1-_'.repeat(smaller / 4))
  redact(piece + '.a'.repeat(smaller / 2))
  redact(piece + ' '.repeat(smaller))
  redact(piece + '\\'.repeat(smaller))
}
for (const one of pieces) {
  const other = pieces[(pieces.indexOf(one) * 7 + 3) % pieces.length] ?? ''
  redact((one + other).repeat(smaller / (one.length + other.length)))
  redact((one + other + one).repeat(smaller / (one.length * 2 + other.length)))
}
// The longest text that a value may hold.
for (const long of ['a', '-', '1', '\\', '.a1', '"x" ']) {
  const filling = long.repeat(2 ** 25 / long.length)
  for (const start of [
    '-----BEGIN PRIVATE KEY-----',
    'password="',
    'password=',
    'eyJ',
    'sk-ant-',
    'Bearer 1',
    'https://a:',
    'Cookie: ',
  ]) {
    redact(start + filling)
  }
}
console.log('done')
