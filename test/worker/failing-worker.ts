// oxlint-disable-next-line import/no-unassigned-import -- a worker that serves replicas until it fails
import '../../src/worker/worker.js'

// When it is told to, and when it is asked for what it is named after.
new BroadcastChannel('fail').onmessage = fail
const { name } = globalThis as { readonly name?: string }
globalThis.addEventListener('message', ({ ports: [port] }) =>
  port?.addEventListener('message', ({ data: { a: args } }) => args?.[0] === name && fail()),
)

function fail(): void {
  throw new Error('out of order')
}
