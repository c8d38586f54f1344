import { formatDateTime, formatUtc } from './format.js'
import type { InspectorFilter } from './inspector-filter.js'

/** A part of the filter: from when, to when. */
export type TimeRange = Pick<InspectorFilter, 'from' | 'to'>

const hour = 3_600_000

/** Stretches of time up to now that are asked for often. */
export const timePresets: readonly (readonly [label: string, ms: number])[] = [
  ['Last 15 minutes', hour / 4],
  ['Last hour', hour],
  ['Last 24 hours', 24 * hour],
  ['Last 7 days', 168 * hour],
  ['Last 30 days', 720 * hour],
]

/** The range that a preset means at this moment. It begins at a fixed time, so that it means the same to whoever it is sent to. */
export function presetRange(ms: number, now: number): TimeRange {
  return { from: new Date(now - ms).toISOString() }
}

/** The range in words, local time; empty where there is none. */
export function rangeWords({ from, to }: TimeRange): string {
  if (from !== undefined && to !== undefined) return `${short(from)} – ${short(to)}`
  if (from !== undefined) return `since ${short(from)}`
  return to === undefined ? '' : `before ${short(to)}`
}

/** The range for a closer look: local time to the second with its zone, and in UTC; empty where there is none. */
export function rangeHint({ from, to }: TimeRange): string {
  const ends = [from === undefined ? '' : `from ${exactly(from)}`, to === undefined ? '' : `to ${exactly(to)}`]
  return ends.filter((end) => end !== '').join('\n')
}

/**
 * A time as a field for local times says it: `2026-11-23 21:34:05`, with the zone where that time comes twice, since a clock
 * is set back; empty for none.
 */
export function fieldOfTime(timestamp: string | undefined): string {
  if (timestamp === undefined) return ''
  const whole = formatDateTime(timestamp)
  const local = whole.slice(0, 19)
  return timeOfField(local)?.slice(0, 19) === timestamp.slice(0, 19) ? local : whole
}

const written = /^(\d{4}-\d\d-\d\d)(?:(?:T| +)(\d\d?:\d\d(?::\d\d(?:\.\d+)?)?))?(?: *(Z|UTC|(?:UTC)?[+-]\d\d:\d\d))?$/i

/**
 * The time in UTC that a text says, which is local and of 24 hours unless its zone stands at the end; undefined where it
 * says none. A day alone is its beginning.
 */
export function timeOfField(text: string): string | undefined {
  const [, day = '', clock = '00:00', zone = ''] = written.exec(text.trim()) ?? []
  const offset = zone.toUpperCase().replace('UTC', '') || (zone && 'Z')
  const date = new Date(`${day}T${clock.replace(/^\d:/, '0$&')}${offset}`)
  return isDay(day) && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined
}

/** The last of February may be the 28th; a `Date` takes the 30th for one of March. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

function exactly(timestamp: string): string {
  return `${formatDateTime(timestamp)} · ${formatUtc(timestamp)}`
}

function short(timestamp: string): string {
  return formatDateTime(timestamp).slice(0, 16)
}
