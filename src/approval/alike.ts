import type { JsonValue } from '../entry/entry.js'

/** Which members of a value don't count, each as the keys that lead to it; `*` stands for any one key. */
export type IgnoredPaths = readonly (readonly string[])[]

// No JSON, so that it equals nothing that an argument can be.
const anything = '*'

/**
 * One text for all JSON values that differ in nothing but the order of their members and in what is ignored: RFC 8785, with
 * ignored members left out of objects, and `*` in their place in lists.
 */
export function alikeText(value: JsonValue, ignored: IgnoredPaths): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isList(value))
    return `[${value.map((item, index) => memberText(item, String(index), ignored) ?? anything).join()}]`
  return `{${membersTexts(value, ignored).join()}}`
}

function membersTexts(value: Readonly<Record<string, JsonValue>>, ignored: IgnoredPaths): readonly string[] {
  // The default order is that of UTF-16 units, as RFC 8785 (3.2.3) asks for.
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return members.flatMap(([key, member]) => {
    const text = memberText(member, key, ignored)
    return text === undefined ? [] : `${JSON.stringify(key)}:${text}`
  })
}

/** Undefined where the member is ignored. */
function memberText(member: JsonValue, key: string, ignored: IgnoredPaths): string | undefined {
  const below = ignored.filter(([head]) => head === key || head === '*').map(([, ...rest]) => rest)
  return below.some((path) => path.length === 0) ? undefined : alikeText(member, below)
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value)
}
