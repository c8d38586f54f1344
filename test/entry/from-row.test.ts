import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AuditEntry } from '../../src/entry/entry.js'
import { toEntry, toRow } from '../../src/entry/from-row.js'
import { makeEntry } from '../../src/entry/make.js'
import type { AuditRow } from '../../src/entry/row.js'
import { anyEntryInput } from './any-entry.js'
import { testContext } from './context.js'

const { row } = makeEntry({ sessionId: 's', stepId: '1', toolName: 'read', riskLevel: 'safe' }, testContext())

test.each<[Partial<AuditRow>, object]>([
  [{ parameters: null }, { parameters: {} }],
  [{ parameters: '' }, { parameters: { value: '' } }],
  [{ parameters: '{"a":' }, { parameters: { value: '{"a":' } }],
  [{ parameters: '[1]' }, { parameters: { value: [1] } }],
  [{ parameters: 'null' }, { parameters: { value: null } }],
  [{ result: 'plain text' }, { result: 'plain text' }],
  [{ result: 'null' }, { result: null }],
  [{ result: '{"a":1}' }, { result: { a: 1 } }],
  [{ metadata: '3' }, { metadata: { value: 3 } }],
  [{ duration_ms: null }, { durationMs: 0 }],
  [{ risk_level: 'severe' }, { riskLevel: 'severe' }],
  [{ timestamp: 'yesterday' }, { timestamp: 'yesterday' }],
])('%o of another program comes as %o', (foreign, fields) => {
  expect(toEntry({ ...row, ...foreign })).toMatchObject(fields satisfies Partial<Record<keyof AuditEntry, unknown>>)
})

test('an entry gives its row back', () => {
  fc.assert(
    fc.property(anyEntryInput, fc.constantFrom(64, 200, Infinity), (input, maxDataLength) => {
      const made = makeEntry(input, testContext(maxDataLength))
      expect(toEntry(made.row)).toEqual(made.entry)
      expect(toRow(made.entry)).toEqual(made.row)
      expect(toRow(toEntry(made.row))).toEqual(made.row)
    }),
  )
})
