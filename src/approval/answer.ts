import { described } from '../entry/complaint.js'
import type { ApprovalAnswer } from './approval.js'

const decisions = ['approved', 'rejected'] as const

/**
 * What a person or a policy answered, with nothing but what counts.
 *
 * @throws TypeError for anything that is no answer, which says what is wrong with it.
 */
export function readAnswer(value: unknown): ApprovalAnswer {
  if (typeof value !== 'object' || value === null) throw fault('The answer', 'an object with a decision', value)
  // Without a prototype: a decision that somebody put on Object.prototype would approve everything.
  const { decision, by, reason, remember }: Readonly<Record<string, unknown>> = { __proto__: null, ...value }
  return {
    decision: required('The decision', decisions.join(' or '), decision, isDecision),
    by: optional('by', 'a text that is not empty', by, isName),
    reason: optional('reason', 'a text', reason, isText),
    remember: optional('remember', 'true or false', remember, isBoolean),
  }
}

/** What a person answered, which may be the decision alone. Throws as `readAnswer`. */
export function readPersonsAnswer(value: unknown): ApprovalAnswer {
  return readAnswer(typeof value === 'string' ? { decision: value } : value)
}

function required<T>(name: string, rule: string, value: unknown, is: (value: unknown) => value is T): T {
  if (!is(value)) throw fault(name, rule, value)
  return value
}

function optional<T>(name: string, rule: string, value: unknown, is: (value: unknown) => value is T): T | undefined {
  return value === undefined ? undefined : required(name, rule, value, is)
}

function isDecision(value: unknown): value is ApprovalAnswer['decision'] {
  return decisions.some((decision) => decision === value)
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

function fault(name: string, rule: string, value: unknown): TypeError {
  return new TypeError(`${name} has to be ${rule}, not ${described(value)}`)
}
