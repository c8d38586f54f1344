const minute = 60_000

/**
 * `count` entries cycled from `traces`, with ids, sessions and times of their own: a call every minute, of which `past` lie before
 * now. With `sampleLength` the values are cut, for trails that would not fit into memory otherwise.
 */
export function* cycle(traces, count, { sampleLength = Infinity, past = count } = {}) {
  const start = Date.now() - past * minute
  for (let index = 0; index < count; index++) {
    const trace = traces[index % traces.length]
    yield {
      ...trace,
      id: `cycled-${String(index).padStart(9, '0')}`,
      sessionId: `${trace.sessionId}~${Math.floor(index / traces.length)}`,
      timestamp: start + index * minute,
      ...(sampleLength < Infinity && shortened(trace, sampleLength)),
    }
  }
}

function shortened({ parameters, result }, length) {
  return {
    parameters: { sample: JSON.stringify(parameters).slice(0, length) },
    result: JSON.stringify(result).slice(0, length),
  }
}

/** The items in lists of up to a thousand, as `logMany()` takes them. */
export function* inThousands(items) {
  let batch = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < 1000) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
