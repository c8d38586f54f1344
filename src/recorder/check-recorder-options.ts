import { aFunction, checkAgainst, isText, type OptionRule, type OptionRules } from '../option-rules.js'
import { isRiskLevel, riskLevels } from '../risk/risk-level.js'
import { AuditError } from '../error.js'
import type { RecorderOptions } from './recorder.js'

const aRiskLevel: OptionRule = [`one of ${riskLevels.join(', ')}`, isRiskLevel]
const storeMethods = ['log', 'begin', 'settle']

const rules: OptionRules<RecorderOptions> = {
  store: ['what openAuditStore() resolved with', isStore],
  sessionId: ['a text that is not empty', isText],
  agentId: ['a text that is not empty', isText],
  approve: aFunction,
  askFrom: [`one of ${riskLevels.join(', ')}, never`, (value) => value === 'never' || isRiskLevel(value)],
  policies: ['a list of { name, decide }', (value) => Array.isArray(value) && value.every(isPolicy)],
  approvalTimeoutMs: [
    'a number of milliseconds above zero, or Infinity',
    (value) => typeof value === 'number' && value > 0,
  ],
  classify: aFunction,
  intentFrom: aRiskLevel,
  failure: aFunction,
  onFault: aFunction,
  now: aFunction,
}

/**
 * Makes sure that a recorder can be made of the options.
 *
 * @throws AuditError `OPTION_INVALID`, which names the option.
 */
export function checkRecorderOptions(options: RecorderOptions): void {
  checkAgainst(rules, options, 'createRecorder()')
  for (const name of ['store', 'sessionId'] as const) {
    if (options[name] === undefined) {
      throw new AuditError('OPTION_INVALID', `createRecorder() needs the option ${name}: ${rules[name][0]}.`)
    }
  }
}

function isStore(value: unknown): boolean {
  return hasFunctions(value, storeMethods)
}

function isPolicy(value: unknown): boolean {
  return hasFunctions(value, ['decide']) && isText((value as { readonly name?: unknown }).name)
}

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false
  return names.every((name) => typeof (value as Readonly<Record<string, unknown>>)[name] === 'function')
}
