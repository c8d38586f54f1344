/** Whether a value is an object of no class. One that cannot be looked at, such as a revoked proxy, is none. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  try {
    return isPlainPrototype(Object.getPrototypeOf(value))
  } catch {
    return false
  }
}

/** Whether objects of this prototype are plain, in other realms (frames, vm contexts) too. */
export function isPlainPrototype(prototype: unknown): prototype is object | null {
  if (prototype === Object.prototype || prototype === null) return true
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf')
}
