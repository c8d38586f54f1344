/** A `log(row)` that keeps what has come until the turn ends by one call of `keep(rows)`, and resolves then. */
export function inBatches(keep) {
  let waiting = []
  let kept = null
  const keepAll = () => {
    const rows = waiting
    waiting = []
    kept = null
    return keep(rows)
  }
  return (row) => {
    waiting.push(row)
    return (kept ??= new Promise((resolve) => setImmediate(resolve)).then(keepAll))
  }
}
