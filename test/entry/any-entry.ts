import * as fc from 'fast-check'
import type { AuditEntryInput } from '../../src/entry/entry.js'
import { approvalDecisions, outcomes, riskLevels } from '../../src/entry/validate.js'
import { anyText, anyValue } from './any-value.js'

const name = anyText.filter((text) => text !== '')
const optional = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined })
const ms = fc.double({ min: 0, max: 1e9, noNaN: true })
const anyObject = fc.dictionary(fc.oneof(anyText, fc.constant('__proto__')), anyValue, { maxKeys: 5 })

/** Whatever `log()` takes. */
export const anyEntryInput: fc.Arbitrary<AuditEntryInput> = fc.record({
  id: optional(name),
  sessionId: name,
  stepId: name,
  timestamp: optional(fc.double({ min: -62167219200000, max: 253402300799999, noNaN: true })),
  toolName: name,
  parameters: optional(anyObject),
  result: anyValue,
  error: fc.oneof(fc.constantFrom(null, undefined), anyText, anyValue),
  durationMs: optional(ms),
  riskLevel: fc.constantFrom(...riskLevels),
  approvalRequired: optional(fc.boolean()),
  approvalDecision: optional(fc.constantFrom(...approvalDecisions)),
  approvedBy: fc.option(anyText),
  approvalTimeMs: fc.option(ms),
  approvalReason: fc.option(anyText),
  parentPlanId: fc.option(anyText),
  agentId: fc.option(anyText),
  toolCallId: fc.option(anyText),
  metadata: fc.option(anyObject),
  outcome: optional(fc.constantFrom(...outcomes)),
})
