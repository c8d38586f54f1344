const shownBytes = 32

/**
 * The nearest value of text, lists and plain members for an object of a built-in class. Gives back `value` itself where
 * its own members say all there is to say. Throws what a member of the object throws.
 */
export function plainForm(value: object): unknown {
  // By tag where instanceof would miss the objects of other realms (frames, vm contexts).
  const tag = Object.prototype.toString.call(value).slice(8, -1)
  if (ArrayBuffer.isView(value)) return bytesForm(tag, value.buffer, value.byteOffset, value.byteLength)
  if (value instanceof ArrayBuffer) return bytesForm(tag, value, 0, value.byteLength)
  if (value instanceof Map) return mapForm(value)
  if (value instanceof Set) return [...value]
  if (tag === 'Error' || tag === 'DOMException' || value instanceof Error) return errorForm(value)
  if (boxes.has(tag)) return value.valueOf()
  if (spellsItself(value, tag)) return String(value)
  if (isStream(value)) return `[${tag === 'Object' ? value.constructor.name : tag}]`
  return tag === 'Object' || Object.keys(value).length > 0 ? value : `[${tag}]`
}

const boxes: ReadonlySet<string> = new Set(['Number', 'String', 'Boolean', 'BigInt', 'Symbol'])

function spellsItself(_value: object, tag: string): _value is RegExp | URLSearchParams {
  return tag === 'RegExp' || tag === 'URLSearchParams'
}

/** What gives its items later, or, as Node's streams, takes them: its own members are its workings. */
function isStream(value: object): boolean {
  return Symbol.asyncIterator in value || ('pipe' in value && typeof value.pipe === 'function')
}

function mapForm(map: ReadonlyMap<unknown, unknown>): unknown {
  const pairs = [...map]
  return pairs.every(([key]) => typeof key === 'string') ? Object.fromEntries(pairs) : pairs
}

function errorForm(error: object): unknown {
  const { name, message, code, cause, errors } = error as Readonly<Record<string, unknown>>
  return { name, message, code, cause, errors }
}

function bytesForm(tag: string, buffer: ArrayBufferLike, offset: number, length: number): string {
  const bytes = new Uint8Array(buffer, offset, Math.min(length, shownBytes))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `[${tag} of ${length} bytes${hex && `: ${hex}`}${length > shownBytes ? '…' : ''}]`
}
