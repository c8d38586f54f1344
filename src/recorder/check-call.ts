import { described } from '../entry/complaint.js'
import { AuditError } from '../error.js'
import { checkAgainst, isText, type OptionRule, type OptionRules } from '../option-rules.js'
import { isRiskLevel, riskLevels } from '../risk/risk-level.js'
import type { RecordedCall } from './recorder.js'

const aText: OptionRule = ['a text that is not empty', isText]
const anObject: OptionRule = ['an object', (value) => typeof value === 'object' && value !== null]

const rules: OptionRules<RecordedCall<object>> = {
  toolName: aText,
  parameters: anObject,
  riskLevel: [`one of ${riskLevels.join(', ')}, or an object with a riskLevel`, isRisk],
  hints: anObject,
  toolCallId: aText,
  metadata: anObject,
  signal: ['an AbortSignal', (value) => value instanceof AbortSignal],
}

/**
 * Makes sure that `run()` can make a call of what it was given.
 *
 * @throws AuditError `OPTION_INVALID`, which names what is wrong.
 */
export function checkCall(call: RecordedCall<object>, action: unknown): void {
  checkAgainst(rules, call, 'run()')
  if (call.toolName === undefined) throw new AuditError('OPTION_INVALID', `run() needs a toolName: ${aText[0]}.`)
  if (typeof action === 'function') return
  throw new AuditError('OPTION_INVALID', `run() needs a function to run, not ${described(action)}.`)
}

function isRisk(value: unknown): boolean {
  const level: unknown = typeof value === 'object' && value !== null && 'riskLevel' in value ? value.riskLevel : value
  return isRiskLevel(level)
}
