import { wellFormed } from '../entry/well-formed.js'
import { isPlainPrototype } from './plain.js'

/** Arguments that their caller cannot change any more. */
export interface CopiedArguments {
  readonly args: readonly unknown[]
  /** Whether JSON can hold all that is in them, so that calls of equal JSON are equal calls. */
  readonly lossless: boolean
}

/**
 * A deep copy of the arguments of a call: of lists and plain objects, and of Date, Map, Set, ArrayBuffer and views of one.
 * All else is passed on as it is: functions, signals, streams, objects of a class, and what throws when it is read. What
 * was one object stays one, cycles too, but each view of a buffer gets bytes of its own. Getters are called once and become
 * what they gave; the copy of a frozen object can be changed. Never throws, however deep the arguments are.
 *
 * They are lossless when they consist of plain objects, lists without holes, well-formed text, finite numbers except -0,
 * booleans, null and abort signals, no object is there twice, and no member is undefined, hidden or named by a symbol. How
 * much of them a JSON form shows is for its maker to say.
 */
export function copied(args: readonly unknown[]): CopiedArguments {
  const copying = new Copying()
  const copy = args.map((arg) => copying.of(arg))
  copying.finish()
  return { args: copy, lossless: copying.lossless }
}

// toJson() goes 128 levels deep, of which `{ args: [...] }` takes two.
const maxLevels = 126

type Members = Record<PropertyKey, unknown>

/** One copying of values that may share objects. Goes by a list of what is left to do: hostile depth ends no stack. */
class Copying {
  lossless = true
  readonly #copies = new Map<object, object>()
  // Each makes the members of one copy, which still are those of the original, copies too.
  #shallow: (() => void)[] = []

  /** The copy of a value; deep only once `finish()` was called. */
  of(value: unknown): unknown {
    switch (typeof value) {
      case 'string':
        this.#expect(wellFormed(value) === value)
        return value
      case 'number':
        this.#expect(Number.isFinite(value) && !Object.is(value, -0))
        return value
      case 'boolean':
        return value
      case 'object':
        return value === null ? null : this.#ofObject(value)
      default:
        this.lossless = false
        return value
    }
  }

  finish(): void {
    for (let level = 1; this.#shallow.length > 0; level++) {
      this.#expect(level <= maxLevels)
      const shallow = this.#shallow
      this.#shallow = []
      for (const deepen of shallow) deepen()
    }
  }

  #expect(lossless: boolean): void {
    if (!lossless) this.lossless = false
  }

  #ofObject(original: object): object {
    const known = this.#copies.get(original)
    this.#expect(known === undefined)
    const copy = known ?? this.#readable(original)
    this.#copies.set(original, copy)
    return copy
  }

  #readable(original: object): object {
    try {
      return this.#shallowCopy(original)
    } catch {
      // A getter or a proxy that throws, a detached buffer: the tool is to see what it would have seen.
      this.lossless = false
      return original
    }
  }

  #shallowCopy(original: object): object {
    const prototype: unknown = Object.getPrototypeOf(original)
    if (Array.isArray(original) && Array.isArray(prototype)) return this.#list(original)
    if (!Array.isArray(original) && isPlainPrototype(prototype)) return this.#plain(original, prototype)
    // It says when to stop, and not what to do.
    if (original instanceof AbortSignal) return original
    this.lossless = false
    if (original instanceof Map && prototype === Map.prototype) return this.#map(original)
    if (original instanceof Set && prototype === Set.prototype) return this.#set(original)
    return leafCopy(original, prototype) ?? original
  }

  #list(original: readonly unknown[]): unknown[] {
    const { length } = original
    const keys = Reflect.ownKeys(original)
    const copy: unknown[] = []
    // Indices come first, in their order, and `length` after them.
    if (keys.length === length + 1 && keys[length] === 'length') {
      for (let index = 0; index < length; index++) copy.push(original[index])
      this.#shallow.push(() => {
        for (const [index, item] of copy.entries()) copy[index] = this.of(item)
      })
      return copy
    }
    this.lossless = false
    copy.length = length
    addMissing(copy, original, keys)
    this.#deepenLater(copy)
    return copy
  }

  #plain(original: object, prototype: object | null): object {
    const copy: Members = prototype === null ? { __proto__: null, ...original } : { ...original }
    const keys = Reflect.ownKeys(original)
    const names = Object.keys(copy)
    if (keys.length > names.length) {
      this.lossless = false
      addMissing(copy, original, keys)
    }
    this.#expect(names.every((name) => wellFormed(name) === name))
    this.#deepenLater(copy)
    return copy
  }

  #deepenLater(copy: object): void {
    const members: Members = copy as Members
    this.#shallow.push(() => {
      for (const key of Reflect.ownKeys(copy)) members[key] = this.of(members[key])
    })
  }

  #map(original: ReadonlyMap<unknown, unknown>): object {
    const copy = new Map(original)
    this.#shallow.push(() => {
      const pairs = [...copy]
      copy.clear()
      for (const [key, value] of pairs) copy.set(this.of(key), this.of(value))
    })
    return copy
  }

  #set(original: ReadonlySet<unknown>): object {
    const copy = new Set(original)
    this.#shallow.push(() => {
      const items = [...copy]
      copy.clear()
      for (const item of items) copy.add(this.of(item))
    })
    return copy
  }
}

/** Gives `copy` the members that it lacks yet, as hidden as they are in the original. */
function addMissing(copy: object, original: object, keys: readonly PropertyKey[]): void {
  for (const key of keys) {
    if (Object.hasOwn(copy, key)) continue
    const enumerable = Object.prototype.propertyIsEnumerable.call(original, key)
    Object.defineProperty(copy, key, {
      value: Reflect.get(original, key),
      enumerable,
      writable: true,
      configurable: true,
    })
  }
}

/** The copy of an object that holds no other; undefined where it is none that is copied. */
function leafCopy(original: object, prototype: unknown): object | undefined {
  if (original instanceof Date && prototype === Date.prototype) return new Date(original)
  if (original instanceof ArrayBuffer) return original.slice(0)
  // Memory that is shared on purpose stays so.
  if (!ArrayBuffer.isView(original) || !(original.buffer instanceof ArrayBuffer)) return undefined
  const { buffer, byteOffset, byteLength } = original
  if (original instanceof DataView) return new DataView(buffer.slice(byteOffset, byteOffset + byteLength))
  // That of all typed arrays: a Buffer has one of its own, which gives the same bytes again.
  return Uint8Array.prototype.slice.call(original)
}
