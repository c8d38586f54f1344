import { described } from '../entry/complaint.js'
import { AuditError } from '../error.js'
import { redactionKinds } from './kind.js'
import type { RedactionOptions } from './options.js'
import { comparableName } from './secret-names.js'

type Rule = readonly [has: string, check: (value: unknown) => boolean]

const fields: readonly string[] = ['parameters', 'result', 'error', 'metadata', 'approvalReason', '*']

const rules: Readonly<Record<keyof RedactionOptions, Rule>> = {
  keys: ['a list of names', (value) => isListOf(value, (name) => comparableName(name) !== '')],
  paths: [
    `a list of paths, names joined by dots, the first of them ${fields.join(', ')}`,
    (value) => isListOf(value, isPath),
  ],
  except: [
    `a list of kinds out of ${redactionKinds.join(', ')}`,
    (value) => isListOf(value, (kind) => redactionKinds.some((known) => known === kind)),
  ],
  custom: ['a function', (value) => typeof value === 'function'],
}

/**
 * Makes sure that the options of redaction can be used.
 *
 * @throws AuditError `OPTION_INVALID`, which names the option.
 */
export function checkRedaction(options: RedactionOptions): void {
  for (const [name, value] of Object.entries(options)) {
    if (!isKnown(name)) throw invalid(`There is no option redact.${name}. There are ${Object.keys(rules).join(', ')}.`)
    const [has, check] = rules[name]
    if (value !== undefined && !check(value)) {
      throw invalid(`The option redact.${name} has to be ${has}, not ${faulty(value, check)}.`)
    }
  }
}

// The first member of a list that cannot be used, else the value itself.
function faulty(value: unknown, check: (value: unknown) => boolean): string {
  return described(Array.isArray(value) ? value.find((member) => !check([member])) : value)
}

function isListOf(value: unknown, check: (text: string) => boolean): boolean {
  return Array.isArray(value) && value.every((member) => typeof member === 'string' && check(member))
}

function isPath(path: string): boolean {
  const names = path.split('.')
  return fields.includes(names[0] ?? '') && names.every((name) => name !== '')
}

function isKnown(name: string): name is keyof RedactionOptions {
  return Object.hasOwn(rules, name)
}

function invalid(message: string): AuditError {
  return new AuditError('OPTION_INVALID', message)
}
