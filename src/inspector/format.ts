const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const spans: readonly (readonly [ms: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [365 * day, 'year'],
  [30 * day, 'month'],
  [day, 'day'],
  [hour, 'hour'],
  [minute, 'minute'],
  [second, 'second'],
]

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
const counts = new Intl.NumberFormat('en')

/** The local time of day, 24 hours, with milliseconds: `21:34:05.123`. A text that is no time comes back as it is. */
export function formatTime(timestamp: string): string {
  return ofTime(timestamp, (date) => `${clock(date)}.${String(date.getMilliseconds()).padStart(3, '0')}`)
}

/** The local date: `2026-11-23`. */
export function formatDate(timestamp: string): string {
  return ofTime(timestamp, calendar)
}

/** The local date and time of day to the second, with the zone: `2026-11-23 21:34:05 UTC+01:00`. */
export function formatDateTime(timestamp: string): string {
  return ofTime(timestamp, (date) => `${calendar(date)} ${clock(date)} ${formatZone(date)}`)
}

/** The time in UTC with every digit that was recorded: `2026-11-23 20:34:05.123456 UTC`. */
export function formatUtc(timestamp: string): string {
  return ofTime(timestamp, () => timestamp.replace('T', ' ').replace(/Z$/, ' UTC'))
}

/** How far local time is from UTC at a date: `UTC+01:00`. */
export function formatZone(date: Date): string {
  const minutes = -date.getTimezoneOffset()
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  return `UTC${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`
}

/** How long ago, in words: `3 min. ago`. */
export function formatRelative(timestamp: string, now: number): string {
  return ofTime(timestamp, (date) => {
    const past = date.getTime() - now
    const [ms, unit] = spans.find(([span]) => Math.abs(past) >= span) ?? [second, 'second']
    return relative.format(Math.trunc(past / ms), unit)
  })
}

/** A length of time, to about three digits, cut and not rounded: `480 ms`, `2.35 s`, `4 min 05 s`, `3 h 12 min`, `2 d 4 h`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return '–'
  if (ms < second) return `${cut(ms, ms < 1 ? 2 : Number(ms < 10))} ms`
  if (ms < minute) return `${cut(ms / second, ms < 10 * second ? 2 : 1)} s`
  if (ms < hour) return `${Math.floor(ms / minute)} min ${twoDigits(Math.floor((ms % minute) / second))} s`
  if (ms < day) return `${Math.floor(ms / hour)} h ${twoDigits(Math.floor((ms % hour) / minute))} min`
  return `${formatCount(Math.floor(ms / day))} d ${Math.floor((ms % day) / hour)} h`
}

/** A number of bytes: `812 B`, `4.1 kB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  const [size, unit] =
    bytes < 999_500 ? [bytes / 1e3, 'kB'] : bytes < 999_500_000 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB']
  return `${trimmed(size, Number(size < 99.95))} ${unit}`
}

/** A whole number with its thousands set apart: `100,000`. */
export function formatCount(count: number): string {
  return counts.format(count)
}

/** A share from 0 to 1 in percent. Only all is 100%, and only none is 0%. */
export function formatShare(share: number): string {
  const percent = share * 100
  if (percent > 0 && percent < 0.1) return '<0.1%'
  if (percent > 99.9 && percent < 100) return '>99.9%'
  return `${trimmed(percent, 1)}%`
}

/** `1 entry`, `2 entries`: the count with the noun that fits it. */
export function formatNoun(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

function ofTime(timestamp: string, format: (date: Date) => string): string {
  const date = new Date(timestamp)
  return Number.isNaN(date.getTime()) ? timestamp : format(date)
}

function calendar(date: Date): string {
  const year = String(date.getFullYear()).padStart(4, '0')
  return `${year}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`
}

function clock(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':')
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

function trimmed(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)))
}

/** Without the digits behind these. What a product of decimals lacks to the next one is not cut off. */
function cut(value: number, digits: number): string {
  const scale = 10 ** digits
  return String(Math.floor(value * scale + 1e-6) / scale)
}
