import type { JsonObject, JsonValue } from '../entry/entry.js'
import { AuditError, type FaultListener } from '../error.js'
import { hasCard } from './card-number.js'
import { type Mark, type RedactionKind, redactionMark } from './kind.js'
import type { RedactionOptions } from './options.js'
import { type PathTree, pathTree, stepInto } from './path-tree.js'
import { isSuspect, redactedText } from './redacted-text.js'
import { isFolder, secretNames, type SecretNames } from './secret-names.js'

/** The fields of an entry that are redacted. */
export type RedactedField = 'parameters' | 'result' | 'error' | 'metadata' | 'approvalReason'

/** Takes the secrets out of what is about to be stored. */
export interface Redactor {
  /** The value of a field without secrets: itself where there are none, else a copy. `text` is its JSON. */
  value(value: JsonValue, text: string, field: RedactedField): JsonValue
  /** The text of a field without secrets. */
  text(text: string, field: RedactedField): string
}

/** A redactor that finds what is known here, and what the options add. */
export function createRedactor(options: RedactionOptions, onFault: FaultListener): Redactor {
  return new Redaction(options, onFault)
}

// Under these, a number is no count and no limit.
const numeric: ReadonlySet<string> = new Set<RedactionKind | 'key'>([
  'password',
  'secret',
  'api-key',
  'card-code',
  'key',
])
const marked = /^\[redacted:[a-z-]+\]$/
// Where a member is named by another: `{ name: 'Authorization', value }`, `{ element: 'Password field', text }`.
const naming = ['name', 'key', 'header', 'field', 'selector', 'element', 'label'] as const
const named: ReadonlySet<string> = new Set(['value', 'text'])

class Redaction implements Redactor {
  readonly #names: SecretNames
  readonly #paths: PathTree
  readonly #custom: RedactionOptions['custom']
  readonly #onFault: FaultListener
  readonly #except: ReadonlySet<string>
  // Whether a value has to be gone through though nothing in it is suspect.
  readonly #thorough: boolean
  #told = false

  constructor({ keys, paths = [], except, custom }: RedactionOptions, onFault: FaultListener) {
    this.#names = secretNames(keys)
    this.#paths = pathTree(paths.map((path) => path.split('.')))
    this.#except = new Set(except)
    this.#custom = custom
    this.#onFault = onFault
    this.#thorough = paths.length > 0 || custom !== undefined
  }

  value(value: JsonValue, text: string, field: RedactedField): JsonValue {
    if (!this.#thorough && !isSuspect(text, this.#names)) return value
    return this.#at(stepInto([this.#paths], field), value, [field])
  }

  text(text: string, field: RedactedField): string {
    const hidden = stepInto([this.#paths], field).some(({ ends }) => ends)
    return hidden ? redactionMark('path') : this.#text(text, [field])
  }

  // `places` are the paths that lead here, `path` the names.
  #at(places: readonly PathTree[], value: JsonValue, path: string[]): JsonValue {
    if (value === null) return null
    if (places.some(({ ends }) => ends)) return redactionMark('path')
    if (typeof value === 'string') return this.#text(value, path)
    if (typeof value === 'number')
      return Number.isSafeInteger(value) && hasCard(String(value)) ? this.#mark('card-number', value) : value
    if (typeof value !== 'object') return value
    return isList(value) ? this.#list(places, value, path) : this.#members(places, value, path)
  }

  #list(places: readonly PathTree[], list: readonly JsonValue[], path: string[]): JsonValue {
    const items = list.map((item, index) => {
      const kind = this.#kindOfArgument(list[index - 1], item)
      return kind ? this.#mark(kind, item) : this.#member(places, String(index), item, path)
    })
    return items.some((item, index) => item !== list[index]) ? items : list
  }

  #members(places: readonly PathTree[], object: JsonObject, path: string[]): JsonValue {
    const beside = this.#kindBeside(object)
    const isSchema = path.at(-1) === 'properties'
    const entries = Object.entries(object)
    let changed = false
    const redacted = entries.map(([key, value]): readonly [string, JsonValue] => {
      const kind = this.#names.kindOf(key) ?? (named.has(key) ? beside : null)
      const hidden = kind && hides(kind, key, value) && !(isSchema && typeof value === 'object')
      const name = this.#builtIn(key)
      const left = hidden ? this.#mark(kind, value) : this.#member(places, key, value, path)
      changed ||= left !== value || name !== key
      return [name, left]
    })
    return changed ? Object.fromEntries(redacted) : object
  }

  #member(places: readonly PathTree[], name: string, value: JsonValue, path: string[]): JsonValue {
    path.push(name)
    const redacted = this.#at(stepInto(places, name), value, path)
    path.pop()
    return redacted
  }

  // Of `--password`, `hunter2` in the arguments of a command line.
  #kindOfArgument(flag: JsonValue | undefined, value: JsonValue): RedactionKind | 'key' | null {
    if (typeof flag !== 'string' || !flag.startsWith('-') || typeof value !== 'string') return null
    const kind = this.#names.kindOf(flag)
    return kind && !value.startsWith('-') && hides(kind, flag, value) ? kind : null
  }

  #kindBeside(object: JsonObject): RedactionKind | 'key' | null {
    for (const key of naming) {
      const name = Object.hasOwn(object, key) ? object[key] : null
      const kind = typeof name === 'string' ? this.#names.kindOf(name) : null
      if (kind) return kind
    }
    return null
  }

  #text(text: string, path: readonly string[]): string {
    const left = this.#builtIn(text)
    return this.#custom ? this.#customized(this.#custom, left, path.join('.')) : left
  }

  #builtIn(text: string): string {
    return redactedText(text, this.#names, this.#markText)
  }

  readonly #markText: Mark = (kind, secret) => this.#mark(kind, secret)

  #mark<Secret extends JsonValue>(kind: RedactionKind | 'key', secret: Secret): Secret | string {
    return this.#except.has(kind) ? secret : redactionMark(kind)
  }

  #customized(custom: (text: string, path: string) => string, text: string, path: string): string {
    try {
      const redacted: unknown = custom(text, path)
      if (typeof redacted === 'string') return redacted
      this.#tell(new TypeError(`It gave no text, but ${typeof redacted}.`))
    } catch (error) {
      this.#tell(error)
    }
    return redactionMark('custom')
  }

  #tell(cause: unknown): void {
    if (this.#told) return
    this.#told = true
    const message = `The function redact.custom failed, so the text was replaced by ${redactionMark('custom')}. Make it return a text, always.`
    this.#onFault(new AuditError('CALLBACK_FAILED', message, { cause }))
  }
}

function hides(kind: RedactionKind | 'key', name: string, value: JsonValue): boolean {
  if (typeof value === 'number') return numeric.has(kind)
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  if (typeof value !== 'string' || value === '' || marked.test(value)) return false
  return !isFolder(name, value)
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value)
}
