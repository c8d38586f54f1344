/** What rounds of torture came to. */
export interface Tally {
  readonly rounds: number
  /** Frames that the tests were told are durable. */
  readonly acknowledged: number
  /** Those that were not there afterwards. */
  readonly lost: number
  /** Frames that were there more than once. */
  readonly doubled: number
}

/** One round: what was acknowledged against what was found. */
export function tally(acknowledged: readonly string[], found: readonly string[]): Tally {
  const there = new Set(found)
  return {
    rounds: 1,
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((frame) => !there.has(frame)).length,
    doubled: found.length - there.size,
  }
}

/** Several rounds as one. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = (key: keyof Tally): number => tallies.reduce((total, one) => total + one[key], 0)
  return { rounds: sum('rounds'), acknowledged: sum('acknowledged'), lost: sum('lost'), doubled: sum('doubled') }
}
