import { expect, test } from 'vitest'
import { restrictionCount, sameFilter, toggled, withFields } from '../../src/inspector/inspector-filter.js'

test('what is emptied is gone, what is set is there', () => {
  const filter = { riskLevel: ['safe'], text: 'x' } as const
  expect(withFields(filter, { text: '', toolName: ['a'] })).toEqual({ riskLevel: ['safe'], toolName: ['a'] })
  expect(withFields(filter, { riskLevel: undefined, text: undefined })).toEqual({})
})

test('a member is put in, and taken out', () => {
  expect(toggled(undefined, 'a')).toEqual(['a'])
  expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
})

test('a range of time is one restriction', () => {
  expect(restrictionCount({})).toBe(0)
  expect(restrictionCount({ from: 'x', to: 'y', text: 'z' })).toBe(2)
})

test('the order in which something was chosen makes no other filter', () => {
  expect(sameFilter({ toolName: ['a', 'b'], text: 'x' }, { text: 'x', toolName: ['b', 'a'] })).toBe(true)
  expect(sameFilter({ toolName: ['a'] }, { agentId: ['a'] })).toBe(false)
  expect(sameFilter({ toolName: ['a,b'] }, { toolName: ['a', 'b'] })).toBe(false)
})
