import { inWorker } from './in-worker.js'

export default function run() {
  return inWorker(new Worker(new URL('./wa-sqlite-worker.js', import.meta.url), { type: 'module' }))
}
