import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from './browser-store.js'
import type { WorkerAnswer, WorkerOrder } from './store-worker.js'

const entry = { sessionId: 'session', stepId: 'worker', toolName: 'tool', riskLevel: 'critical' } as const

interface Target {
  postMessage(order: WorkerOrder, ports: Transferable[]): void
}

function dedicated(): Target {
  const worker = new Worker(new URL('./store-worker.ts', import.meta.url), { type: 'module' })
  onTestFinished(() => worker.terminate())
  return worker
}

function shared(): Target {
  const { port } = new SharedWorker(new URL('./store-worker.ts', import.meta.url), { type: 'module' })
  onTestFinished(() => port.close())
  return port
}

function send(target: Target, order: WorkerOrder): Promise<WorkerAnswer> {
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise<WorkerAnswer>((resolve) => (port1.onmessage = ({ data }) => resolve(data)))
  target.postMessage(order, [port2])
  return answer
}

describe('a store in a worker', () => {
  for (const [kind, start] of Object.entries({ dedicated, shared })) {
    test(`logs and answers in a ${kind} worker, beside the page's`, async () => {
      const name = crypto.randomUUID()
      const store = await openStore({ name })
      const heard: string[] = []
      store.subscribe({}, ({ stepId }) => heard.push(stepId))
      await store.log({ ...entry, stepId: 'page' })
      const answer = await send(start(), { name, log: [entry, entry] })
      expect(answer).toEqual({ durable: true, count: 3 })
      expect(await store.count({ riskLevel: 'critical' })).toBe(3)
      await expect.poll(() => heard, { timeout: 30_000 }).toEqual(['page', 'worker', 'worker'])
    })
  }
})
