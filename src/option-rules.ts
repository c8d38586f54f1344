import { described } from './entry/complaint.js'
import { AuditError } from './error.js'

/** Whether an option can be used, and how a message says what it has to be. */
export type OptionRule = readonly [has: string, check: (value: unknown) => boolean]

/** A rule for every option of an interface. */
export type OptionRules<Options> = Readonly<Record<keyof Options, OptionRule>>

/** Whether a value is a text that is not empty. */
export const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

export const aBoolean: OptionRule = ['true or false', (value) => typeof value === 'boolean']
export const aFunction: OptionRule = ['a function', (value) => typeof value === 'function']

/**
 * Makes sure that the options of `caller` are known and keep their rules; one that is undefined is as good as left out.
 *
 * @throws AuditError `OPTION_INVALID`, which names the option.
 */
export function checkAgainst<Options extends object>(
  rules: OptionRules<Options>,
  options: Options,
  caller: string,
): void {
  if (typeof options !== 'object' || options === null) {
    throw new AuditError('OPTION_INVALID', `${caller} takes an object of options.`)
  }
  for (const [name, value] of Object.entries(options)) checkOption(rules, name, value)
}

function checkOption<Options>(rules: OptionRules<Options>, name: string, value: unknown): void {
  if (!isKnown(rules, name)) {
    throw new AuditError('OPTION_INVALID', `There is no option '${name}'. There are ${Object.keys(rules).join(', ')}.`)
  }
  const [has, check] = rules[name]
  if (value === undefined || check(value)) return
  throw new AuditError('OPTION_INVALID', `The option ${name} has to be ${has}, not ${described(value)}.`)
}

function isKnown<Options>(rules: OptionRules<Options>, name: string): name is keyof Options & string {
  return Object.hasOwn(rules, name)
}
