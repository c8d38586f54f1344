import type { JsonObject, JsonValue } from '../entry/entry.js'
import { wellFormed } from '../entry/well-formed.js'
import { AuditError, type FaultListener } from '../error.js'
import { withoutCards } from './card-number.js'
import { type Mark, type NamedKind, type RedactionKind, redactionMark } from './kind.js'
import type { RedactionOptions } from './options.js'
import { type Path, pathsInto } from './path.js'
import { isSuspect, redactedText } from './redacted-text.js'
import { isNoSecret, secretNames, type SecretNames } from './secret-names.js'

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

type Named = NamedKind | 'key' | null

// Under other names, a number is a count or a limit.
const numeric: ReadonlySet<Named> = new Set<Named>(['password', 'secret', 'api-key', 'card-code', 'key'])
// Where a member is named by another: `{ name: 'Authorization', value }`, `{ element: 'Password field', text }`.
const naming = ['name', 'key', 'header', 'field', 'selector', 'element', 'label']

class Redaction implements Redactor {
  readonly #options: RedactionOptions
  readonly #names: SecretNames
  readonly #paths: readonly Path[]
  readonly #onFault: FaultListener
  #told = false

  constructor(options: RedactionOptions, onFault: FaultListener) {
    this.#options = options
    this.#names = secretNames(options.keys)
    this.#paths = options.paths?.map((path) => path.split('.')) ?? []
    this.#onFault = onFault
  }

  value(value: JsonValue, text: string, field: RedactedField): JsonValue {
    // Nearly always nothing is suspect, and the value need not be gone through.
    if (!this.#options.custom && this.#paths.length === 0 && !isSuspect(text, this.#names)) return value
    return this.#at(pathsInto(this.#paths, field), value, [field])
  }

  text(text: string, field: RedactedField): string {
    const redacted = this.value(text, text, field)
    return typeof redacted === 'string' ? redacted : text
  }

  // `places` are the paths that lead here, as they go on; `path` is the one that was taken.
  #at(places: readonly Path[], value: JsonValue, path: readonly string[]): JsonValue {
    if (value === null) return null
    if (places.some(({ length }) => length === 0)) return redactionMark('path')
    if (typeof value === 'string') return this.#text(value, path)
    if (typeof value === 'number') return this.#number(value)
    if (typeof value !== 'object') return value
    const member = (name: string, inner: JsonValue): JsonValue =>
      this.#at(pathsInto(places, name), inner, [...path, name])
    return isList(value) ? this.#list(value, member) : this.#object(value, member)
  }

  #list(list: readonly JsonValue[], member: (name: string, value: JsonValue) => JsonValue): JsonValue {
    const paired = list.every(isPair)
    const items = list.map((item, index) => {
      const kind = paired ? null : this.#kindOfArgument(list[index - 1], item)
      return kind ? this.#mark(kind, item) : member(String(index), paired && isPair(item) ? this.#pair(item) : item)
    })
    return items.some((item, index) => item !== list[index]) ? items : list
  }

  #object(object: JsonObject, member: (name: string, value: JsonValue) => JsonValue): JsonValue {
    const beside = this.#kindBeside(object)
    const entries = Object.entries(object)
    const redacted = entries.map(([key, value]) => {
      const name = this.#builtIn(key)
      const kind = this.#names.kindOf(name) ?? (name === 'value' || name === 'text' ? beside : null)
      const left = kind && hides(kind, name, value) ? this.#mark(kind, value) : member(name, value)
      return [name, left] as const
    })
    const same = entries.every(([name, value], at) => redacted[at]?.[0] === name && redacted[at][1] === value)
    return same ? object : Object.fromEntries(redacted)
  }

  // As headers and maps list what an object would have as members.
  #pair(pair: Pair): JsonValue {
    const [name, value] = pair
    const kind = typeof name === 'string' && this.#names.kindOf(name)
    return kind && hides(kind, name, value) ? [name, this.#mark(kind, value)] : pair
  }

  // Of `hunter2` after `--password` in the arguments of a command line.
  #kindOfArgument(flag: JsonValue | undefined, value: JsonValue): Named {
    if (typeof flag !== 'string' || typeof value !== 'string' || !/^-[^\s=]+$/.test(flag) || value.startsWith('-'))
      return null
    const kind = this.#names.kindOf(flag)
    return kind && hides(kind, flag, value) ? kind : null
  }

  #kindBeside(object: JsonObject): Named {
    for (const key of naming) {
      const name = Object.hasOwn(object, key) ? object[key] : null
      const kind = typeof name === 'string' ? this.#names.kindOf(name) : null
      if (kind) return kind
    }
    return null
  }

  #number(value: number): JsonValue {
    const digits = String(value)
    const left = Number.isSafeInteger(value) ? withoutCards(digits, this.#markText) : digits
    return left === digits ? value : left
  }

  #text(text: string, path: readonly string[]): string {
    const left = this.#builtIn(text)
    return this.#options.custom ? this.#customized(this.#options.custom, left, path.join('.')) : left
  }

  #builtIn(text: string): string {
    return redactedText(text, this.#names, this.#markText)
  }

  readonly #markText: Mark = (kind, secret) => this.#mark(kind, secret)

  #mark<Secret extends JsonValue>(kind: RedactionKind | 'key', secret: Secret): Secret | string {
    return this.#options.except?.some((other) => other === kind) ? secret : redactionMark(kind)
  }

  #customized(custom: (text: string, path: string) => string, text: string, path: string): string {
    try {
      const redacted: unknown = custom(text, path)
      if (typeof redacted === 'string') return wellFormed(redacted)
      // One that fails would end a Node process, since nobody awaits it.
      if (redacted instanceof Promise) redacted.catch(() => undefined)
      this.#tell(new TypeError(`It gave no text, but ${typeof redacted}.`))
    } catch (error) {
      this.#tell(error)
    }
    return redactionMark('custom')
  }

  #tell(cause: unknown): void {
    if (this.#told) return
    this.#told = true
    const message = 'redact.custom failed. Let it return a text.'
    this.#onFault(new AuditError('CALLBACK_FAILED', message, { cause }))
  }
}

function hides(kind: Named, name: string, value: JsonValue): boolean {
  if (typeof value === 'number') return numeric.has(kind) && !isNoSecret(name, String(value))
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return typeof value === 'string' && !/^(?:\[redacted:[a-z-]+\])?$/.test(value) && !isNoSecret(name, value)
}

type Pair = readonly [JsonValue, JsonValue]

function isPair(value: JsonValue): value is Pair {
  return Array.isArray(value) && value.length === 2
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value)
}
