import { described } from '../entry/complaint.js'
import { AuditError } from '../error.js'
import type { RedactionOptions } from './options.js'
import { comparableName, nameEndings } from './secret-names.js'
import { tokenShapes } from './token-shapes.js'

type Rule = readonly [has: string, check: (value: unknown) => boolean]

const fields = ['parameters', 'result', 'error', 'metadata', 'approvalReason', '*']

const rules: Readonly<Record<keyof RedactionOptions, Rule>> = {
  keys: listOf('names', (name) => comparableName(name) !== ''),
  paths: listOf(`paths, names joined by dots, the first one ${fields.join(', ')}`, isPath),
  except: listOf('kinds, as they stand in [redacted:KIND]', isKind),
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
    if (value === undefined || check(value)) continue
    const fault: unknown = Array.isArray(value) ? value.find((member) => !check([member])) : value
    throw invalid(`The option redact.${name} has to be ${has}, not ${described(fault)}.`)
  }
}

function listOf(what: string, check: (text: string) => boolean): Rule {
  return [
    `a list of ${what}`,
    (value) => Array.isArray(value) && value.every((member) => typeof member === 'string' && check(member)),
  ]
}

function isPath(path: string): boolean {
  const names = path.split('.')
  return fields.includes(names[0] ?? '') && !names.includes('')
}

function isKind(kind: string): boolean {
  return kind in nameEndings || kind in tokenShapes || ['url-password', 'signature', 'card-number'].includes(kind)
}

function isKnown(name: string): name is keyof RedactionOptions {
  return Object.hasOwn(rules, name)
}

function invalid(message: string): AuditError {
  return new AuditError('OPTION_INVALID', message)
}
