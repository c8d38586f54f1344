import { expect, test } from 'vitest'
import { readAnswer, readPersonsAnswer } from '../../src/approval/answer.js'

test.each([
  [{ decision: 'approved' }, { decision: 'approved' }],
  [
    { decision: 'rejected', by: undefined, reason: '' },
    { decision: 'rejected', reason: '' },
  ],
  [
    { decision: 'approved', by: 'ada', reason: 'fine', remember: false, more: 1 },
    { decision: 'approved', by: 'ada', reason: 'fine', remember: false },
  ],
])('%j is an answer', (value, answer) => {
  expect(readAnswer(value)).toEqual(answer)
  expect(readPersonsAnswer(value)).toEqual(answer)
})

test('a word alone is one from a person only', () => {
  expect(readPersonsAnswer('approved')).toEqual({ decision: 'approved' })
  expect(readPersonsAnswer('rejected')).toEqual({ decision: 'rejected' })
  expect(() => readAnswer('approved')).toThrow(TypeError)
})

test.each<[unknown, string]>([
  [true, 'The answer has to be an object with a decision, not true'],
  [undefined, 'The answer has to be an object with a decision, not nothing'],
  [null, 'The answer has to be an object with a decision, not null'],
  [() => 'approved', 'The answer has to be an object with a decision, not a function'],
  ['yes', 'The decision has to be approved or rejected, not "yes"'],
  ['', 'The decision has to be approved or rejected, not ""'],
  [['approved'], 'The decision has to be approved or rejected, not nothing'],
  [{ decision: 'ok' }, 'The decision has to be approved or rejected, not "ok"'],
  [{ decision: true }, 'The decision has to be approved or rejected, not true'],
  [{}, 'The decision has to be approved or rejected, not nothing'],
  [Object.create({ decision: 'approved' }), 'The decision has to be approved or rejected, not nothing'],
  [JSON.parse('{"__proto__":{"decision":"approved"}}'), 'The decision has to be approved or rejected, not nothing'],
  [{ decision: 'approved', by: '' }, 'by has to be a text that is not empty, not ""'],
  [{ decision: 'approved', by: 7 }, 'by has to be a text that is not empty, not 7'],
  [{ decision: 'approved', reason: null }, 'reason has to be a text, not null'],
  [{ decision: 'approved', remember: 'no' }, 'remember has to be true or false, not "no"'],
])('%j is none', (value, complaint) => {
  expect(() => readPersonsAnswer(value)).toThrow(new TypeError(complaint))
})

test('what is read twice is one answer', () => {
  const decisions = ['rejected', 'approved']
  const changing = Object.defineProperty({}, 'decision', { get: () => decisions.shift(), enumerable: true })
  expect(readAnswer(changing)).toEqual({ decision: 'rejected' })
})
