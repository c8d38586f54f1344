// oxlint-disable-next-line import/default -- Vite gives the address of the built worker
import address from './audit-worker.js?worker&url'

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): URL }
}

/** Where trusted types are required, no script starts but by a policy that the page names: this one lets only ours. */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('tallystick-demo', {
  createScriptURL(url) {
    if (url === address) return url
    throw new TypeError(`${url} is no worker of this page`)
  },
})

/** Starts the worker for a store's option `worker`. */
export function startWorker(): Worker {
  return new Worker(policy?.createScriptURL(address) ?? address, { type: 'module' })
}
