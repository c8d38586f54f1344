import { minDataLength } from '../entry/bound.js'
import { described } from '../entry/complaint.js'
import { AuditError } from '../error.js'
import { checkRedaction } from '../redaction/check-redaction.js'
import type { AuditStoreOptions } from './options.js'
import { retentionPolicy } from './retention.js'

type Check = (value: unknown) => boolean
type Rule = readonly [rule: string, check: Check]

const isText: Check = (value) => typeof value === 'string' && value !== ''
const aBoolean: Rule = ['true or false', (value) => typeof value === 'boolean']
const aFunction: Rule = ['a function', (value) => typeof value === 'function']

/** What each option has to be. Retention and redaction have rules of their own. */
const rules: Readonly<Record<keyof AuditStoreOptions, Rule>> = {
  file: ['a path or a file: URL', (value) => isText(value) || value instanceof URL],
  name: ['a text that is not empty', isText],
  memory: aBoolean,
  persistence: ['a Persistence', (value) => typeof value === 'object' && value !== null && 'append' in value],
  retention: ['false or an object', (value) => value === false || typeof value === 'object'],
  maxDataLength: [`a whole number from ${minDataLength}, or Infinity`, isDataLength],
  redact: ['false or an object', (value) => value === false || (typeof value === 'object' && value !== null)],
  wasm: [
    'an address, bytes, a WebAssembly.Module, or a function that gives one of these',
    (value) => isText(value) || typeof value === 'function' || (typeof value === 'object' && value !== null),
  ],
  onFault: aFunction,
  persist: aBoolean,
  now: aFunction,
}

/**
 * Makes sure that the options can be used.
 *
 * @throws AuditError `OPTION_INVALID`, which names the option.
 */
export function checkOptions(options: AuditStoreOptions): void {
  if (typeof options !== 'object' || options === null) {
    throw new AuditError('OPTION_INVALID', 'openAuditStore() takes an object of options.')
  }
  for (const [name, value] of Object.entries(options)) checkOption(name, value)
  retentionPolicy(options.retention)
  if (options.redact) checkRedaction(options.redact)
}

function checkOption(name: string, value: unknown): void {
  if (!isKnown(name)) {
    throw new AuditError('OPTION_INVALID', `There is no option '${name}'. There are ${Object.keys(rules).join(', ')}.`)
  }
  const [rule, check] = rules[name]
  if (value === undefined || check(value)) return
  throw new AuditError('OPTION_INVALID', `The option ${name} has to be ${rule}, not ${described(value)}.`)
}

function isKnown(name: string): name is keyof AuditStoreOptions {
  return Object.hasOwn(rules, name)
}

function isDataLength(value: unknown): boolean {
  return value === Infinity || (Number.isInteger(value) && Number(value) >= minDataLength)
}
