/**
 * Runs every contestant once a round, in alternating turns (A B C, C B A, ...), after one round that only warms up: what else the
 * machine does meanwhile, and what one leaves behind for the next, then falls on all of them alike.
 *
 * A contestant is its facts (see `Contestant` in measurement.mjs) with `start()`, which resolves with its `sample(round)` and,
 * where there is something to end, `end()`. Gives the facts with `samples`: what `sample` gave, a number or an object of
 * numbers, in the order of the rounds. One that throws drops out, with `failed` saying why, and costs the others nothing.
 */
export async function takeTurns(rounds, contestants) {
  const racers = await startAll(contestants)
  for (let round = 0; round <= rounds; round++) {
    const order = round % 2 === 0 ? racers : racers.toReversed()
    for (const racer of order) await runTurn(racer, round)
  }
  for (const racer of racers) await endOf(racer)
  return racers.map(({ facts, samples, failed }) => Object.assign(facts, { samples }, failed && { failed }))
}

async function startAll(contestants) {
  const racers = []
  for (const { start, ...facts } of contestants) {
    const racer = { facts, samples: [] }
    racers.push(racer)
    await orFail(racer, async () => (racer.running = await start()))
  }
  return racers
}

async function runTurn(racer, round) {
  if (racer.failed) return
  await orFail(racer, async () => {
    const sample = await racer.running.sample(round)
    if (round > 0) racer.samples.push(sample)
  })
}

async function endOf(racer) {
  await orFail(racer, async () => await racer.running?.end?.())
}

async function orFail(racer, step) {
  try {
    await step()
  } catch (error) {
    racer.failed = error instanceof Error ? error.message : String(error)
    racer.samples = []
  }
}

/** The contestants with one of the numbers of each sample: `pick(contestants, 'p99')`. */
export function pick(contestants, key) {
  return contestants.map(({ samples, ...facts }) =>
    Object.assign(facts, { samples: samples.map((sample) => sample[key]) }),
  )
}

/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The smallest value that at least `share` of the values do not exceed: the nearest rank. */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
}

/** The times of `operation` over `items`, one after the other, in milliseconds: their median and their 99th percentile. */
export async function latencies(items, operation) {
  const times = []
  for (const item of items) {
    const start = performance.now()
    await operation(item)
    times.push(performance.now() - start)
  }
  return { p50: median(times), p99: quantile(times, 0.99) }
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

/** The milliseconds until `operation` is done. */
export async function timeOf(operation) {
  const start = performance.now()
  await operation()
  return performance.now() - start
}

/** The `round`-th block of `size` items, starting over at the end: every contestant of a round gets the same one. */
export function block(items, size, round) {
  return Array.from({ length: size }, (_, index) => items[(round * size + index) % items.length])
}
