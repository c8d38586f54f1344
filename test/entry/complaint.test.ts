import { expect, test } from 'vitest'
import { described, nearest } from '../../src/entry/complaint.js'

const names = ['sessionId', 'stepId', 'toolName', 'riskLevel']

test.each([
  ['session_id', 'sessionId'],
  ['SESSIONID', 'sessionId'],
  ['sesionId', 'sessionId'],
  ['toolname', 'toolName'],
  ['risk', undefined],
  ['colour', undefined],
  ['x'.repeat(100_000), undefined],
])('%.20s is nearest to %s', (word, name) => {
  expect(nearest(word, names)).toBe(name)
})

test.each([
  ['high', '"high"'],
  ['x'.repeat(100), `"${'x'.repeat(60)}…"`],
  [-1, '-1'],
  [Number.NaN, 'NaN'],
  [true, 'true'],
  [null, 'null'],
  [undefined, 'nothing'],
  [[1], 'a list'],
  [{}, 'an object'],
  [() => 1, 'a function'],
  [1n, 'a bigint'],
])('%s is described as %s', (value, text) => {
  expect(described(value)).toBe(text)
})
