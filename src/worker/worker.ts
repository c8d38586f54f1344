// A page starts a worker whose only line imports this; stores opened with the option `worker` then keep their replica in it.
import type { ReplicaOrder } from './link.js'
import { serveReplica } from './serve-replica.js'

globalThis.addEventListener('message', (event) => {
  if (!(event instanceof MessageEvent) || !isOrder(event.data)) return
  const [port] = event.ports
  if (port) serveReplica(port, event.data)
})

function isOrder(data: unknown): data is ReplicaOrder {
  return typeof data === 'object' && data !== null && 'tallystick' in data && data.tallystick === 'replica'
}
