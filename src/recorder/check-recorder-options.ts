import type { ApprovalPolicy } from '../approval/approval.js'
import type { RiskLevel } from '../entry/entry.js'
import { riskLevels } from '../risk/risk-level.js'
import { checkOptions } from '../rules/check-options.js'
import { aFunction, aText, isText, oneOf, optional, type Rules } from '../rules/rule.js'
import type { AuditStore } from '../store/audit-store.js'
import type { RecorderOptions } from './recorder.js'

const storeMethods = ['log', 'begin', 'settle']

const rules: Rules<RecorderOptions> = {
  store: ['what openAuditStore() resolved with', isStore],
  sessionId: aText,
  agentId: optional(aText),
  approve: optional(aFunction),
  askFrom: optional(oneOf<RiskLevel | 'never'>([...riskLevels, 'never'])),
  policies: optional(['a list of { name, decide }', arePolicies]),
  approvalTimeoutMs: optional(['a number of milliseconds above zero, or Infinity', isTimeout]),
  classify: optional(aFunction),
  intentFrom: optional(oneOf(riskLevels)),
  failure: optional(aFunction),
  onFault: optional(aFunction),
  now: optional(aFunction),
}

/**
 * Makes sure that a recorder can be made of the options.
 *
 * @throws AuditError `OPTION_INVALID`, which names the option.
 */
export function checkRecorderOptions(options: RecorderOptions): void {
  checkOptions(rules, options, 'createRecorder()')
}

function isStore(value: unknown): value is AuditStore {
  return hasFunctions(value, storeMethods)
}

function arePolicies(value: unknown): value is readonly ApprovalPolicy[] {
  return Array.isArray(value) && value.every(isPolicy)
}

function isPolicy(value: unknown): value is ApprovalPolicy {
  return hasFunctions(value, ['decide']) && isText((value as { readonly name?: unknown }).name)
}

function isTimeout(value: unknown): value is number {
  return typeof value === 'number' && value > 0
}

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false
  return names.every((name) => typeof (value as Readonly<Record<string, unknown>>)[name] === 'function')
}
