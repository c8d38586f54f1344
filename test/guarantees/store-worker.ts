import { type AuditEntryInput, type AuditStore, openAuditStore } from '../../src/index.js'
import { wasm } from './browser-store.js'

/** What a worker is asked to do, in its own store on a database of this name. */
export interface WorkerOrder {
  readonly name: string
  readonly log: readonly AuditEntryInput[]
}

/** What it answers: how many entries there are, or the code of the error. */
export type WorkerAnswer = { readonly durable: boolean; readonly count: number } | { readonly code: string }

async function obey({ name, log }: WorkerOrder): Promise<WorkerAnswer> {
  let store: AuditStore | undefined
  try {
    store = await openAuditStore({ name, wasm, onFault: () => {} })
    for (const entry of log) await store.log(entry)
    return { durable: store.durable, count: await store.count() }
  } catch (error) {
    return { code: String(Reflect.get(Object(error), 'code') ?? error) }
  } finally {
    await store?.close()
  }
}

/** Answers every order that comes with a port, over that port. Dedicated and shared workers alike. */
function listen(target: EventTarget): void {
  target.addEventListener('message', (event) => {
    const { data, ports } = event as MessageEvent<WorkerOrder>
    void obey(data).then((answer) => ports[0]?.postMessage(answer))
  })
}

listen(globalThis)
globalThis.addEventListener('connect', (event) => {
  for (const port of (event as MessageEvent).ports) {
    listen(port)
    port.start()
  }
})
