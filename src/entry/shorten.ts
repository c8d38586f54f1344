import type { JsonObject, JsonValue } from './entry.js'
import { shortenedText } from './shortened-text.js'

// What a member keeps at least: enough for any number, and for a marker with a count of ten digits.
const minRoom = 32

// A member on its way into a shortened list or object: its key with the colon, and the length of its own JSON.
interface Member {
  readonly lead: string
  readonly value: JsonValue
  readonly length: number
}

// What was measured of a value that gets `room` characters in all.
interface Lengths {
  readonly room: number
  readonly known: Map<JsonValue, number>
}

/** JSON text of at most `room` characters, 64 or more, for a value whose own JSON is longer. Linear in the value. */
export function shortenedJson(value: JsonValue, room: number): string {
  return fit(value, room, { room, known: new Map() })
}

function fit(value: JsonValue, room: number, lengths: Lengths): string {
  if (typeof value === 'string') return fitText(value, room)
  if (typeof value !== 'object' || value === null || jsonLength(value, lengths) <= room) return JSON.stringify(value)
  return Array.isArray(value) ? fitList(value, room, lengths) : fitObject(value as JsonObject, room, lengths)
}

function fitText(text: string, room: number): string {
  return JSON.stringify(shortenedText(text, room - 2, escapedLength))
}

function fitList(list: readonly JsonValue[], room: number, lengths: Lengths): string {
  const marker = (left: number): string => `"…[+${left} items]"`
  const space = room - 2 - marker(list.length).length
  const kept: Member[] = []
  let used = 0
  for (const value of list) {
    const member = { lead: '', value, length: jsonLength(value, lengths) }
    used += leastLength(member, room)
    if (used > space) break
    kept.push(member)
  }
  const parts = fitMembers(kept, space, lengths)
  if (kept.length < list.length) parts.push(marker(list.length - kept.length))
  return `[${parts.join(',')}]`
}

function fitObject(object: JsonObject, room: number, lengths: Lengths): string {
  const keys = Object.keys(object)
  const marker = (left: number): string => `${markerKey(object)}:"[+${left} keys]"`
  const space = room - 2 - marker(keys.length).length
  const kept: Member[] = []
  let used = 0
  for (const key of keys) {
    const value = object[key] ?? null
    const member = { lead: `${JSON.stringify(key)}:`, value, length: jsonLength(value, lengths) }
    const least = leastLength(member, room)
    if (used + least > space) continue
    used += least
    kept.push(member)
  }
  const parts = fitMembers(kept, space, lengths)
  if (kept.length < keys.length) parts.push(marker(keys.length - kept.length))
  const text = `{${parts.join(',')}}`
  return text.length <= room ? text : '{}'
}

function markerKey(object: JsonObject): string {
  let key = '…'
  while (Object.hasOwn(object, key)) key += '…'
  return `"${key}"`
}

// With its comma. A sixteenth of the room, so that short members stay whole and long ones leave room for others.
function leastLength(member: Member, room: number): number {
  return member.lead.length + Math.min(member.length, Math.max(minRoom, room >> 4)) + 1
}

// The short members whole, the long ones equal shares of what these leave.
function fitMembers(members: readonly Member[], space: number, lengths: Lengths): string[] {
  let free = members.reduce((rest, { lead }) => rest - lead.length - 1, space)
  let left = members.length
  const rooms = new Map<Member, number>()
  for (const member of members.toSorted((one, other) => one.length - other.length)) {
    const room = Math.min(member.length, Math.floor(free / left))
    rooms.set(member, room)
    free -= room
    left--
  }
  return members.map((member) => member.lead + fit(member.value, rooms.get(member) ?? 0, lengths))
}

// Each list and object is measured once, so that the whole stays linear however deep it lies.
function jsonLength(value: JsonValue, lengths: Lengths): number {
  // What is too long in any case need not be measured to the character.
  if (typeof value === 'string' && value.length > lengths.room) return value.length + 2
  if (typeof value !== 'object' || value === null) return JSON.stringify(value).length
  const known = lengths.known.get(value)
  if (known !== undefined) return known
  const parts = Array.isArray(value)
    ? value.map((element) => jsonLength(element, lengths) + 1)
    : Object.entries(value).map(([key, member]) => JSON.stringify(key).length + jsonLength(member, lengths) + 2)
  const length = parts.reduce((sum, part) => sum + part, parts.length === 0 ? 2 : 1)
  lengths.known.set(value, length)
  return length
}

// As JSON.stringify writes a character of well-formed text inside a string.
function escapedLength(code: number): number {
  if (code === 0x22 || code === 0x5c) return 2
  if (code >= 0x20) return 1
  return code === 8 || code === 9 || code === 10 || code === 12 || code === 13 ? 2 : 6
}
