import { describe, expect, test } from 'vitest'
import { type AuditEntry, type AuditStore, createRecorder, openAuditStore, rememberApprovals } from '../../src/index.js'
import type { Recorder, RecorderOptions } from '../../src/recorder/recorder.js'
import { openStore, wasm } from '../guarantees/browser-store.js'
import { rejection } from '../store/memory-store.js'

const oldest = { order: 'oldest', limit: Infinity } as const

/** A recorder over an IndexedDB database of its own, which approves everything unless told otherwise. */
async function recorded(options: Partial<RecorderOptions> = {}): Promise<{
  readonly name: string
  readonly store: AuditStore
  readonly recorder: Recorder
  readonly entries: () => Promise<readonly AuditEntry[]>
}> {
  const name = crypto.randomUUID()
  const store = await openStore({ name })
  const recorder = createRecorder({ store, sessionId: 'session', approve: () => 'approved', ...options })
  return { name, store, recorder, entries: () => store.query(oldest) }
}

describe('a recorder in a browser', () => {
  test('keeps every call in IndexedDB, for who opens it next', async () => {
    const { name, store, recorder } = await recorded({
      agentId: 'agent',
      approve: ({ toolName }) => (toolName === 'pay' ? { decision: 'rejected', reason: 'too much' } : 'approved'),
    })
    const tools = recorder.plan('plan-7').wrap({
      read_page: async (url: string) => `what is at ${url}`,
      type_text: ({ field, text }: { readonly field: string; readonly text: string }) => `${field}=${text}`,
      delete_draft: () => Promise.reject(new Error('no such draft')),
      pay: ({ amount }: { readonly amount: number }) => amount,
    })
    expect(await tools.read_page('/cart')).toBe('what is at /cart')
    expect(await tools.type_text({ field: 'name', text: 'Ada' })).toBe('name=Ada')
    expect(await rejection(tools.delete_draft())).toMatchObject({ message: 'no such draft' })
    expect(await rejection(tools.pay({ amount: 42 }))).toMatchObject({
      code: 'APPROVAL_DENIED',
      approval: { decision: 'rejected', by: 'user', reason: 'too much' },
    })
    await store.close()

    const next = await openStore({ name })
    expect(next.durable).toBe(true)
    expect(await next.query(oldest)).toMatchObject([
      { toolName: 'read_page', riskLevel: 'safe', outcome: 'succeeded', approvalDecision: 'not_required' },
      { toolName: 'type_text', riskLevel: 'moderate', outcome: 'succeeded', result: 'name=Ada', stepId: 'plan-7.2' },
      { toolName: 'delete_draft', riskLevel: 'destructive', outcome: 'failed', error: 'Error: no such draft' },
      { toolName: 'pay', outcome: 'denied', success: false, approvalReason: 'too much', parentPlanId: 'plan-7' },
    ])
  })

  test('has the intent in IndexedDB before the tool starts, where another store sees it', async () => {
    const { name, recorder, entries } = await recorded()
    const other = await openAuditStore({ name, wasm })
    const call = { toolName: 'submit', parameters: { form: 'order' } }
    const during = await recorder.run(call, () => other.query(oldest))
    await other.close()
    expect(during).toMatchObject([{ ...call, outcome: 'pending', success: false, settledAt: null }])
    expect(await entries()).toMatchObject([{ ...call, id: during[0]?.id, outcome: 'succeeded' }])
  })

  test('passes on elements, events, files and signals as they are, and records their kind', async () => {
    const { recorder, entries } = await recorded()
    const { signal } = new AbortController()
    const given = [document.createElement('button'), new MouseEvent('click'), new File(['a'], 'a.txt'), signal] as const
    const seen: unknown[] = []
    const tools = recorder.wrap({ delete_all: (...args: typeof given) => seen.push(...args) })
    await tools.delete_all(...given)
    for (const [index, value] of given.entries()) expect(seen[index]).toBe(value)
    const [entry] = await entries()
    expect(entry?.parameters).toMatchObject({
      args: ['[HTMLButtonElement]', expect.anything(), '[File]', '[AbortSignal]'],
    })
  })

  test('records what is read of a response, as far as it is read', async () => {
    const { recorder, entries } = await recorded()
    const tools = recorder.wrap({ fetch_page: async (text: string) => new Response(text).body ?? new ReadableStream() })
    expect(await new Response(await tools.fetch_page('Grüße')).text()).toBe('Grüße')
    const reader = (await tools.fetch_page('unread')).getReader()
    await reader.cancel()
    expect(await entries()).toMatchObject([
      { outcome: 'succeeded', result: { stream: 'ReadableStream', complete: true, text: 'Grüße' } },
      { outcome: 'succeeded', result: { stream: 'ReadableStream', complete: false, chunks: 0 } },
    ])
  })

  test('asks once for what is alike, and closes the dialog of a call that is given up', async () => {
    const asked: string[] = []
    const { recorder, entries } = await recorded({
      policies: [rememberApprovals({ ignore: ['text'] })],
      approve: ({ toolName, signal }) => {
        asked.push(toolName)
        if (toolName === 'send') return 'approved'
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
    })
    const tools = recorder.wrap({
      send: ({ to }: { readonly to: string; readonly text: string }) => to,
      delete_account: (_options: { readonly signal: AbortSignal }) => 'gone',
    })
    await tools.send({ to: 'ada', text: 'one' })
    await tools.send({ to: 'ada', text: 'two' })
    const caller = new AbortController()
    const call = tools.delete_account({ signal: caller.signal })
    await expect.poll(() => asked).toEqual(['send', 'delete_account'])
    caller.abort(new Error('the page was left'))
    expect(await rejection(call)).toMatchObject({ code: 'APPROVAL_DENIED', cause: caller.signal.reason })
    expect(await entries()).toMatchObject([
      { approvalDecision: 'approved', approvedBy: 'user' },
      { approvalDecision: 'auto', approvedBy: 'similar_match' },
      { outcome: 'denied', approvedBy: null, approvalReason: expect.stringContaining('the page was left') },
    ])
  })

  test('runs nothing risky where its intent cannot be stored', async () => {
    const faults: string[] = []
    const { name, store, recorder } = await recorded({ onFault: ({ code }) => faults.push(code) })
    await store.close()
    let runs = 0
    const call = recorder.run({ toolName: 'delete' }, () => (runs += 1))
    expect(await rejection(call)).toMatchObject({ code: 'AUDIT_UNAVAILABLE', cause: { code: 'STORE_CLOSED' } })
    expect(await recorder.run({ toolName: 'click' }, () => 'clicked')).toBe('clicked')
    expect(runs).toBe(0)
    expect(new Set(faults)).toEqual(new Set(['AUDIT_UNAVAILABLE']))
    expect(await (await openStore({ name })).count()).toBe(0)
  })
})
