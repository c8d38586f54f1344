import { described } from '../entry/complaint.js'
import type { RiskLevel } from '../entry/entry.js'
import { AuditError } from '../error.js'
import type { RiskAssessment } from '../risk/assessment.js'
import { isRiskLevel, riskLevels } from '../risk/risk-level.js'
import { checkOptions } from '../rules/check-options.js'
import { aText, optional, type Rule, type Rules } from '../rules/rule.js'
import type { RecordedCall } from './recorder.js'

const anObject: Rule<object> = ['an object', (value) => typeof value === 'object' && value !== null]

const rules: Rules<RecordedCall<object>> = {
  toolName: aText,
  parameters: optional(anObject),
  riskLevel: optional([`one of ${riskLevels.join(', ')}, or an object with a riskLevel`, isRisk]),
  hints: optional(anObject),
  toolCallId: optional(aText),
  metadata: optional(anObject),
  signal: optional(['an AbortSignal', (value) => value instanceof AbortSignal]),
}

/**
 * Makes sure that `run()` can make a call of what it was given.
 *
 * @throws AuditError `OPTION_INVALID`, which names what is wrong.
 */
export function checkCall(call: RecordedCall<object>, action: unknown): void {
  checkOptions(rules, call, 'run()')
  if (typeof action === 'function') return
  throw new AuditError('OPTION_INVALID', `run() needs a function to run, not ${described(action)}.`)
}

function isRisk(value: unknown): value is RiskLevel | RiskAssessment {
  const level: unknown = typeof value === 'object' && value !== null && 'riskLevel' in value ? value.riskLevel : value
  return isRiskLevel(level)
}
