import { describe, expect, onTestFinished, test } from 'vitest'
import type { AuditEntry } from '../../src/index.js'
import { openStore } from './browser-store.js'

const action = { sessionId: 'session', stepId: 'step', toolName: 'tool', riskLevel: 'safe' } as const

/** A frame whose document has no origin, so that its window refuses nearly everything. */
async function foreignWindow(): Promise<Window | null> {
  const frame = document.createElement('iframe')
  frame.sandbox.add('allow-scripts')
  frame.srcdoc = '<p>elsewhere'
  const loaded = new Promise((resolve) => (frame.onload = resolve))
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  await loaded
  expect(() => frame.contentWindow?.document.title).toThrow('cross-origin frame')
  return frame.contentWindow
}

function deepDocument(): Node {
  const root = document.createElement('div')
  let node: Element = root
  for (let depth = 0; depth < 5_000; depth += 1) node = node.appendChild(document.createElement('div'))
  return root
}

async function lockedStream(): Promise<ReadableStream> {
  const stream = new Blob(['text']).stream()
  stream.getReader()
  return stream
}

/** What only browsers have, by its name. */
const values: Readonly<Record<string, () => unknown>> = {
  'an element': () => Object.assign(document.createElement('button'), { textContent: 'Delete', onclick: () => {} }),
  'a text node': () => document.createTextNode('text'),
  'a deep document': deepDocument,
  document: () => document,
  'a list of nodes': () => document.querySelectorAll('*'),
  'a style': () => getComputedStyle(document.documentElement),
  window: () => globalThis,
  'the window of another origin': foreignWindow,
  location: () => location,
  navigator: () => navigator,
  localStorage: () => localStorage,
  'an event': () => new MouseEvent('click', { view: window }),
  'an error event': () => new ErrorEvent('error', { error: new Error('no') }),
  'a DOMException': () => new DOMException('No room', 'QuotaExceededError'),
  'an abort signal': () => AbortSignal.abort(new Error('stopped')),
  'a blob': () => new Blob(['text'], { type: 'text/plain' }),
  'a file': () => new File(['text'], 'notes.txt'),
  'form data': () => Object.assign(new FormData(), { extra: new File(['text'], 'notes.txt') }),
  headers: () => new Headers({ accept: 'text/html' }),
  'an address': () => new URL('https://example.com/?q=1'),
  'search parameters': () => new URLSearchParams('q=1'),
  'a request': () => new Request('https://example.com/', { method: 'POST', body: 'text' }),
  'a response': () => new Response('text', { status: 404 }),
  'a response that was read': async () => {
    const response = new Response('text')
    await response.text()
    return response
  },
  'a stream': () => new Blob(['text']).stream(),
  'a locked stream': lockedStream,
  'a key': () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']),
  'image data': () => new ImageData(300, 200),
  'a canvas': () => new OffscreenCanvas(10, 10),
  'a WebAssembly memory': () => new WebAssembly.Memory({ initial: 1 }),
  'a detached buffer': () => {
    const bytes = new Uint8Array(16)
    structuredClone(bytes, { transfer: [bytes.buffer] })
    return bytes
  },
  'a database': () => new Promise((resolve) => (indexedDB.open('any').onsuccess = (event) => resolve(event.target))),
  'a port': () => new MessageChannel().port1,
  'a promise': () => ({ pending: new Promise(() => {}) }),
}

/** Whether it is an entry as the contract has it. */
function checkEntry({ parameters, result, metadata, error }: AuditEntry): void {
  expect(Object.prototype.toString.call(parameters)).toBe('[object Object]')
  expect(Object.prototype.toString.call(metadata)).toBe('[object Object]')
  for (const value of [parameters, result]) {
    expect(JSON.stringify(value).length).toBeLessThanOrEqual(4096)
    expect(JSON.parse(JSON.stringify(value))).toEqual(value)
  }
  expect(typeof error).toBe('string')
}

/** Logs the value in every place that takes any. */
async function logEverywhere(value: unknown): Promise<void> {
  const store = await openStore()
  const parameters = value as object
  const entry = await store.log({ ...action, parameters, result: value, error: value, metadata: { value } })
  checkEntry(entry)
  expect(await store.get(entry.id)).toEqual(entry)
  const { id } = await store.begin({ ...action, parameters: { value } })
  const settled = await store.settle(id, { result: [value], error: value })
  expect(await store.get(id)).toEqual(settled)
}

describe('what only browsers have', () => {
  for (const [name, make] of Object.entries(values)) {
    test(`${name} can be logged as anything`, async () => logEverywhere(await make()))
  }

  test('a proxy that was revoked can be logged as anything', async () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    await logEverywhere(proxy)
  })
})
