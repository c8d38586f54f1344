/** A method of any object, as the language calls it. */
export type Method = (...args: never[]) => unknown

/** The method of this name, own or inherited; undefined where there is none. */
export function methodOf(target: object, key: PropertyKey): Method | undefined {
  const member: unknown = Reflect.get(target, key)
  return isMethod(member) ? member : undefined
}

/**
 * Puts `method` before the one that `target` has or inherits, unseen by enumeration: the object stays what it is, with its
 * identity, class and private fields. False where the object is frozen.
 */
export function defineOwnMethod(target: object, key: PropertyKey, method: Method): boolean {
  return Reflect.defineProperty(target, key, { value: method, writable: true, configurable: true })
}

function isMethod(member: unknown): member is Method {
  return typeof member === 'function'
}
