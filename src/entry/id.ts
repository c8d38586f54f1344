import { nanoid } from 'nanoid'

// Milliseconds up to the year 5188.
const timeDigits = 9
const countDigits = 2
const counts = 36 ** countDigits
const lastTime = 36 ** timeDigits - 1
// 66 bits: two writers that meet in a millisecond and a count still differ.
const randomCharacters = 11

/**
 * Makes the ids of one writer: 22 URL-safe characters that sort by time as text, nine of milliseconds and two of a count
 * within them (both base 36), then eleven random ones. Each id is greater than the one before it, also when the clock
 * stands still or goes back.
 */
export function entryIds(random: (size: number) => string = randomText): (epochMs: number) => string {
  let time = -1
  let count = 0
  let prefix = ''
  return (epochMs) => {
    const ms = Math.min(Math.max(0, Math.floor(epochMs) || 0), lastTime)
    count++
    if (ms > time || count === counts) {
      time = Math.max(ms, time + 1)
      count = 0
      prefix = base36(time, timeDigits)
    }
    return prefix + base36(count, countDigits) + random(randomCharacters)
  }
}

// Made for many ids at once, since browsers take longer to begin with random bytes than to make them.
let pool = ''

function randomText(size: number): string {
  if (pool.length < size) pool = nanoid(32 * randomCharacters)
  const text = pool.slice(0, size)
  pool = pool.slice(size)
  return text
}

function base36(value: number, digits: number): string {
  return value.toString(36).padStart(digits, '0')
}
