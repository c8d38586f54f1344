/** Waits until the program of a worker is done. */
export function inWorker(worker) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data === 'done' ? resolve() : reject(new Error(data)))
    worker.onerror = ({ message }) => reject(new Error(message))
  })
}
