import { formatDateTime } from './format.js'
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

/** A time as a field of the page for local times takes it, seconds included; empty for none. */
export function fieldOfTime(timestamp: string | undefined): string {
  return timestamp === undefined ? '' : formatDateTime(timestamp).slice(0, 19).replace(' ', 'T')
}

/** What a field for local times holds, in UTC; undefined where it holds no time. */
export function timeOfField(value: string): string | undefined {
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

function short(timestamp: string): string {
  return formatDateTime(timestamp).slice(0, 16)
}
