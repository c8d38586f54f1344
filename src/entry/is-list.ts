/** Whether a value is an array. A proxy that was revoked, of which nothing can be said, is none. */
export function isList(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value)
  } catch {
    return false
  }
}
