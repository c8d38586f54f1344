import type { JsonValue } from '../entry/entry.js'

/** What was left out when a value was shortened for the trail. */
export interface Cut {
  readonly count: number
  readonly what: 'characters' | 'items' | 'keys'
}

const ofList = /^…\[\+(\d+) items\]$/
const ofObject = /^\[\+(\d+) keys\]$/
const ofText = /…\[\+(\d+) characters\]$/

/** What the marker at a member's place says, or null where the member is none. */
export function memberCut(key: string | number | null, value: JsonValue): Cut | null {
  if (typeof value !== 'string') return null
  if (typeof key === 'number') return cutOf(ofList.exec(value), 'items')
  return key !== null && /^…+$/.test(key) ? cutOf(ofObject.exec(value), 'keys') : null
}

/** A text without the marker at its end, and what that says. */
export function textCut(text: string): { readonly text: string; readonly cut: Cut | null } {
  const found = ofText.exec(text.slice(-40))
  if (!found) return { text, cut: null }
  return { text: text.slice(0, -found[0].length), cut: cutOf(found, 'characters') }
}

function cutOf(found: RegExpExecArray | null, what: Cut['what']): Cut | null {
  return found ? { count: Number(found[1]), what } : null
}
