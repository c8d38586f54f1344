import type { JsonValue } from '../entry/entry.js'
import { formatBytes } from './format.js'
import { jsonOf } from './json-node.js'

const utf8 = new TextEncoder()

/** How large a value is as JSON, and how much of it was kept where it was shortened; empty where nobody knows. */
export function sizeNote(value: JsonValue, fullSize: number | null): string {
  const json = jsonOf(value, 0)
  if (json === null) return fullSize === null ? '' : formatBytes(fullSize)
  const kept = utf8.encode(json).length
  if (fullSize === null || fullSize <= kept) return formatBytes(kept)
  return `${formatBytes(fullSize)}, shortened to ${formatBytes(kept)}`
}
