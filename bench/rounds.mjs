/**
 * Runs every contestant once a round, always in the same turns (A B C, A B C), after one round that only warms up: what else
 * the machine does meanwhile then falls on all of them alike. Gives each one's samples, in the order of the rounds.
 */
export async function interleave(rounds, contestants) {
  const samples = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [name, contestant] of Object.entries(contestants)) {
      const sample = await contestant(round)
      if (round > 0) samples[name].push(sample)
    }
  }
  return samples
}

/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The median time of `operation` over `items`, one after the other, in milliseconds. */
export async function medianTime(items, operation) {
  const times = []
  for (const item of items) {
    const start = performance.now()
    await operation(item)
    times.push(performance.now() - start)
  }
  return median(times)
}

/** How many of `items` a second `operation` gets through when `callers` of it run at once, each waiting for its own. */
export async function throughput(items, callers, operation) {
  const queue = items.values()
  const start = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (const item of queue) await operation(item)
    }),
  )
  return (items.length / (performance.now() - start)) * 1000
}

/** The `round`-th block of `size` items, starting over at the end: every contestant of a round gets the same one. */
export function block(items, size, round) {
  return Array.from({ length: size }, (_, index) => items[(round * size + index) % items.length])
}
