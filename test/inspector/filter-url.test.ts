import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approvalDecisions, outcomes, riskLevels } from '../../src/entry/validate.js'
import { searchOfView, viewFromSearch } from '../../src/inspector/filter-url.js'
import { withFields } from '../../src/inspector/inspector-filter.js'

const texts = fc.uniqueArray(fc.string({ minLength: 1, unit: 'grapheme' }), { maxLength: 3 })
const time = fc.date({ min: new Date(0), max: new Date('2100'), noInvalidDate: true }).map((date) => date.toISOString())
const anyFilter = fc
  .record(
    {
      sessionId: texts,
      riskLevel: fc.subarray([...riskLevels]),
      approvalDecision: fc.subarray([...approvalDecisions]),
      outcome: fc.subarray([...outcomes]),
      toolName: texts,
      agentId: texts,
      parentPlanId: texts,
      from: time,
      to: time,
      text: fc.string({ unit: 'grapheme' }),
    },
    { requiredKeys: [] },
  )
  .map((filter) => withFields(filter, {}))

describe('a view in an address', () => {
  test('comes back as it was, and leaves alone what is not of the inspector', () => {
    fc.assert(
      fc.property(anyFilter, fc.option(fc.string({ minLength: 1, unit: 'grapheme' })), (filter, entryId) => {
        const search = searchOfView('?tab=2&tab=3&q=a%20b', { filter, entryId }, 'audit')
        expect(viewFromSearch(search, 'audit')).toEqual({ filter, entryId })
        const params = new URLSearchParams(search)
        expect([params.getAll('tab'), params.get('q')]).toEqual([['2', '3'], 'a b'])
        expect(searchOfView(search, { filter: {}, entryId: null }, 'audit')).toBe('?tab=2&tab=3&q=a+b')
      }),
    )
  })

  test('is empty where nothing is filtered', () => {
    expect(searchOfView('', { filter: {}, entryId: null }, 'audit')).toBe('')
    expect(viewFromSearch('', 'audit')).toEqual({ filter: {}, entryId: null })
  })

  test('that somebody made up is taken as far as it makes sense', () => {
    const search = '?audit.risk=high&audit.risk=safe&audit.risk=safe&audit.from=soon&audit.to=2026-11-23&audit.tool='
    expect(viewFromSearch(search, 'audit').filter).toEqual({ riskLevel: ['safe'], to: '2026-11-23T00:00:00.000Z' })
  })
})
