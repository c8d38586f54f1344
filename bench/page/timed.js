/** The items, until so many seconds have passed. */
export function* within(seconds, items) {
  const end = performance.now() + seconds * 1000
  for (const item of items) {
    if (performance.now() > end) return
    yield item
  }
}

/** How many items, and how many a second, `operation` gets through when `callers` of it run at once, each waiting for its own. */
export async function throughput(items, { callers, seconds }, operation) {
  const queue = within(seconds, items)
  let done = 0
  const start = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (;;) {
        const { value, done: isOver } = queue.next()
        if (isOver) return
        await operation(value)
        done += 1
      }
    }),
  )
  return { count: done, perSecond: (done / (performance.now() - start)) * 1000 }
}

/** Starts `operation` for so many items a second, evenly, whatever they take. */
export function paced(items, perSecond, operation) {
  const queue = items.values()
  const start = performance.now()
  let begun = 0
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      for (const due = ((performance.now() - start) / 1000) * perSecond; begun < due; begun++) {
        const { value, done } = queue.next()
        if (done) {
          clearInterval(timer)
          return resolve()
        }
        operation(value)
      }
    }, 4)
  })
}
