// oxlint-disable-next-line import/no-unassigned-import -- a worker that serves replicas until it is told to fail
import '../../src/worker/worker.js'

new BroadcastChannel('fail').onmessage = () => {
  throw new Error('out of order')
}
