import { inWorker } from './in-worker.js'

export default function run() {
  return inWorker(new Worker(new URL('./sqlite-wasm-worker.js', import.meta.url), { type: 'module' }))
}
