/** Calls functions of a worker that `answerCalls` serves there, and ends it. */
export function callWorker(worker) {
  const waiting = new Map()
  let serial = 0
  worker.onmessage = ({ data: { id, value, error } }) => {
    const { resolve, reject } = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) resolve(value)
    else reject(new Error(error))
  }
  worker.onerror = ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message ?? 'The worker failed.'))
  }
  return {
    call: (name, ...args) =>
      new Promise((resolve, reject) => {
        const id = serial++
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, name, args }, [])
      }),
    end: () => worker.terminate(),
  }
}

/** Serves functions to the page, one call after the other. */
export function answerCalls(functions) {
  const answer = async ({ id, name, args }) => {
    try {
      postMessage({ id, value: await functions[name](...args) })
    } catch (error) {
      postMessage({ id, error: String(error?.message ?? error) })
    }
  }
  let last = Promise.resolve()
  globalThis.onmessage = ({ data }) => {
    last = last.then(() => answer(data))
  }
}
