const stored = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}\.\d{6}\+00:00$/

const dayMs = 86_400_000

/**
 * A time in its stored form in milliseconds since 1970, without the digits beyond; null for what is not in that form, which
 * is what other programs wrote that is no time. A day that its month does not have is counted on from the first, since
 * engines differ on what `Date.parse` makes of it.
 */
export function storedMilliseconds(timestamp: string): number | null {
  if (!stored.test(timestamp)) return null
  const first = Date.parse(`${timestamp.slice(0, 8)}01T${timestamp.slice(11, 23)}Z`)
  return first + (Number(timestamp.slice(8, 10)) - 1) * dayMs
}
