import { minDataLength } from '../entry/bound.js'
import type { Persistence } from '../persistence/persistence.js'
import { checkOptions } from '../rules/check-options.js'
import { aBoolean, aFunction, aText, isText, optional, type Rules } from '../rules/rule.js'
import type { AuditStoreOptions, WasmOption } from './options.js'
import { retentionPolicy } from './retention.js'

/** What each option has to be. Retention has rules of its own beside these, and so has redaction, which `openAuditStore` loads. */
const rules: Rules<AuditStoreOptions> = {
  file: optional(['a path or a file: URL', (value): value is string | URL => isText(value) || value instanceof URL]),
  name: optional(aText),
  memory: optional(aBoolean),
  persistence: optional(['a Persistence', (value): value is Persistence => isObject(value) && 'append' in value]),
  retention: optional(['false or an object', (value) => value === false || isObject(value)]),
  maxDataLength: optional([`a whole number from ${minDataLength}, or Infinity`, isDataLength]),
  redact: optional(['false or an object', (value) => value === false || isObject(value)]),
  wasm: optional(['an address, bytes, a WebAssembly.Module, or a function that gives one of these', isWasm]),
  worker: optional(aFunction),
  onFault: optional(aFunction),
  persist: optional(aBoolean),
  now: optional(aFunction),
}

/**
 * Makes sure that a store can be opened with the options.
 *
 * @throws AuditError `OPTION_INVALID`, which names the option.
 */
export function checkStoreOptions(options: AuditStoreOptions): void {
  checkOptions(rules, options, 'openAuditStore()')
  retentionPolicy(options.retention)
}

function isDataLength(value: unknown): value is number {
  return value === Infinity || (Number.isInteger(value) && Number(value) >= minDataLength)
}

function isWasm(value: unknown): value is WasmOption {
  return isText(value) || typeof value === 'function' || isObject(value)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
