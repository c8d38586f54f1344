import { described } from '../entry/complaint.js'
import { AuditError } from '../error.js'
import { type Misfit, readFields } from './read-fields.js'
import type { Rules } from './rule.js'

/**
 * Makes sure that the options of `caller` are known and keep their rules.
 *
 * @throws AuditError `OPTION_INVALID`, which names the option.
 */
export function checkOptions<Options extends object>(rules: Rules<Options>, options: Options, caller: string): void {
  if (typeof options !== 'object' || options === null) throw invalid(`${caller} takes an object of options.`)
  const read = readFields(rules, options)
  if ('misfit' in read) throw invalid(complaint(read.misfit, Object.keys(rules), caller))
}

function complaint({ field, takes, got }: Misfit, names: readonly string[], caller: string): string {
  if (takes === null) return `There is no option '${field}'. There are ${names.join(', ')}.`
  if (got === undefined) return `${caller} needs the option ${field}: ${takes}.`
  return `The option ${field} has to be ${takes}, not ${described(got)}.`
}

function invalid(message: string): AuditError {
  return new AuditError('OPTION_INVALID', message)
}
