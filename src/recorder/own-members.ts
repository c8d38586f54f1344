/** Gives `target` the own members of `source` that it does not have or inherit. */
export function addOwnMembers(target: object, source: object): void {
  for (const key of Reflect.ownKeys(source)) {
    const member = Reflect.getOwnPropertyDescriptor(source, key)
    if (member && !(key in target)) Reflect.defineProperty(target, key, member)
  }
}
