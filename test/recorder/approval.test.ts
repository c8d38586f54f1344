import { describe, expect, test } from 'vitest'
import type { ApprovalPolicy, ApprovalRequest } from '../../src/approval/approval.js'
import { rememberApprovals } from '../../src/approval/remember-approvals.js'
import { rejection } from '../store/memory-store.js'
import { recorded } from './recorded.js'

describe('a call that needs approval', () => {
  test('is put to a person with what it is, and runs once it is approved', async () => {
    const requests: ApprovalRequest[] = []
    const { recorder, entries } = await recorded({
      agentId: 'agent',
      approve: (request) => {
        requests.push(request)
        return { decision: 'approved', by: 'user:alice', reason: 'a draft' }
      },
    })
    const tools = recorder
      .plan('plan-7')
      .wrap({ delete_file: ({ path }: { readonly path: string }) => `${path} is gone` })
    expect(await tools.delete_file({ path: '/tmp/draft' })).toBe('/tmp/draft is gone')
    const [entry] = await entries()
    expect(requests).toMatchObject([
      {
        id: entry?.id,
        toolName: 'delete_file',
        parameters: { path: '/tmp/draft' },
        lossless: true,
        riskLevel: 'destructive',
        riskReason: 'the name says delete',
        sessionId: 'session',
        stepId: 'plan-7.1',
        agentId: 'agent',
        parentPlanId: 'plan-7',
      },
    ])
    expect(entry).toMatchObject({
      outcome: 'succeeded',
      approvalRequired: true,
      approvalDecision: 'approved',
      approvedBy: 'user:alice',
      approvalReason: 'a draft',
      parentPlanId: 'plan-7',
      stepId: 'plan-7.1',
      metadata: { riskReason: 'the name says delete' },
    })
    expect(entry?.approvalTimeMs).toBeGreaterThanOrEqual(0)
  })

  test('does not run when it is rejected, which is an entry, and an error with the decision in it', async () => {
    const { recorder, entries } = await recorded({ approve: () => ({ decision: 'rejected', reason: 'not yours' }) })
    let runs = 0
    const tools = recorder.wrap({ delete_file: () => (runs += 1) })
    const error = await rejection(tools.delete_file())
    expect(error).toMatchObject({
      name: 'AuditError',
      code: 'APPROVAL_DENIED',
      message: 'delete_file did not run, since it was not approved by user: not yours',
      approval: { required: true, decision: 'rejected', by: 'user', reason: 'not yours' },
    })
    expect(runs).toBe(0)
    expect(await entries()).toMatchObject([
      {
        outcome: 'denied',
        success: false,
        approvalRequired: true,
        approvalDecision: 'rejected',
        approvedBy: 'user',
        approvalReason: 'not yours',
        settledAt: null,
      },
    ])
  })

  test.each([
    ['no approver', { approve: undefined }, /nobody/i],
    ['an approver that throws', { approve: () => raise(new Error('dialog broke')) }, /dialog broke/],
    ['an approver that answers nonsense', { approve: () => true as never }, /approver/],
    [
      'an approver that never answers',
      { approve: () => new Promise<never>(() => {}), approvalTimeoutMs: 20 },
      /within 0.02 s/,
    ],
  ])('is rejected with %s', async (_name, options, reason) => {
    const { recorder, entries } = await recorded(options)
    const tools = recorder.wrap({ pay: () => raise(new Error('it ran')) })
    expect(await rejection(tools.pay())).toMatchObject({
      code: 'APPROVAL_DENIED',
      approval: { decision: 'rejected', by: null, reason: expect.stringMatching(reason) },
    })
    expect(await entries()).toMatchObject([
      { outcome: 'denied', approvedBy: null, approvalReason: expect.stringMatching(reason) },
    ])
  })

  test.each([
    ['an argument', (signal: AbortSignal): readonly unknown[] => [{ path: 'a' }, signal]],
    ['a member of an argument', (signal: AbortSignal): readonly unknown[] => [{ path: 'a' }, { abortSignal: signal }]],
  ])('is rejected when the caller aborts while it waits: the signal is %s', async (_name, argsOf) => {
    const caller = new AbortController()
    const { recorder, entries } = await recorded({
      approve: ({ signal }) => {
        caller.abort(new Error('the user left'))
        expect(signal.aborted).toBe(true)
        return new Promise<never>(() => {})
      },
    })
    const tools = recorder.wrap({ delete_file: (..._args: readonly unknown[]) => raise(new Error('it ran')) })
    expect(await rejection(tools.delete_file(...argsOf(caller.signal)))).toMatchObject({
      code: 'APPROVAL_DENIED',
      cause: caller.signal.reason,
    })
    expect(await entries()).toMatchObject([
      { outcome: 'denied', approvalReason: expect.stringContaining('the user left') },
    ])
  })

  test('runs with what was approved, whatever the caller changes meanwhile', async () => {
    const given = { path: '/tmp/draft', options: { recursive: false } }
    const { recorder, entries } = await recorded({
      approve: (request) => {
        given.path = '/'
        given.options.recursive = true
        Object.assign(request.parameters, { path: '/etc' })
        return 'approved'
      },
    })
    const seen: unknown[] = []
    const tools = recorder.wrap({ delete_file: (parameters: typeof given) => void seen.push(parameters) })
    await tools.delete_file(given)
    const approved = { path: '/tmp/draft', options: { recursive: false } }
    expect(seen).toEqual([approved])
    expect(await entries()).toMatchObject([{ parameters: approved }])
  })

  test('keeps functions, signals and objects of classes as they are where the rest is copied', async () => {
    const { recorder } = await recorded()
    const { signal } = new AbortController()
    const given = { onProgress: () => {}, signal, url: new URL('https://example.com'), list: [1] }
    const seen: (typeof given)[] = []
    await recorder.wrap({ delete_file: (parameters: typeof given) => void seen.push(parameters) }).delete_file(given)
    expect(seen[0]).toEqual(given)
    expect(seen[0]?.list).not.toBe(given.list)
    for (const name of ['onProgress', 'signal', 'url'] as const) expect(seen[0]?.[name]).toBe(given[name])
  })

  test('is not mixed up with another that waits at the same time', async () => {
    const answers = new Map<string, (decision: 'approved' | 'rejected') => void>()
    const { recorder, entries } = await recorded({
      approve: ({ id, toolName }) =>
        new Promise((resolve) => answers.set(toolName, (decision) => resolve({ decision, reason: id }))),
    })
    const tools = recorder.wrap({ delete_a: () => 'a', delete_b: () => 'b' })
    const a = tools.delete_a()
    const b = tools.delete_b()
    await expect.poll(() => answers.size).toBe(2)
    answers.get('delete_b')?.('rejected')
    expect(await rejection(b)).toMatchObject({ code: 'APPROVAL_DENIED' })
    answers.get('delete_a')?.('approved')
    expect(await a).toBe('a')
    const all = await entries()
    expect(all.map(({ id }) => id)).toEqual(all.map(({ approvalReason }) => approvalReason))
    expect(Object.fromEntries(all.map(({ toolName, approvalDecision }) => [toolName, approvalDecision]))).toEqual({
      delete_a: 'approved',
      delete_b: 'rejected',
    })
  })

  test('is let pass by a policy, or rejected, or left to a person', async () => {
    const { recorder, entries } = await recorded({
      policies: [
        {
          name: 'own files',
          decide: ({ parameters: { path } }) => {
            if (path === '/tmp/a') return { decision: 'approved', reason: 'its own' }
            return path === '/etc' ? { decision: 'rejected', reason: 'never' } : null
          },
        },
      ],
    })
    const tools = recorder.wrap({ delete_file: ({ path }: { readonly path: string }) => path })
    await tools.delete_file({ path: '/tmp/a' })
    expect(await rejection(tools.delete_file({ path: '/etc' }))).toMatchObject({ code: 'APPROVAL_DENIED' })
    await tools.delete_file({ path: '/home' })
    expect(await entries()).toMatchObject([
      { approvalDecision: 'auto', approvedBy: 'policy:own files', approvalReason: 'its own', approvalTimeMs: null },
      { approvalDecision: 'rejected', approvedBy: 'policy:own files', approvalReason: 'never', outcome: 'denied' },
      { approvalDecision: 'approved', approvedBy: 'user', approvalTimeMs: expect.any(Number) },
    ])
  })

  test('that is like one that a person approved passes as a similar match, but never a critical one', async () => {
    let asked = 0
    const { recorder, entries } = await recorded({
      approve: () => {
        asked += 1
        return 'approved'
      },
      policies: [rememberApprovals({ ignore: ['content'] })],
    })
    const tools = recorder.wrap({
      overwrite: ({ path }: { readonly path: string; readonly content: string }) => path,
      transfer: ({ amount }: { readonly amount: number }) => amount,
    })
    await tools.overwrite({ path: 'a', content: '1' })
    await tools.overwrite({ path: 'a', content: '2' })
    await tools.overwrite({ path: 'b', content: '1' })
    await tools.transfer({ amount: 1 })
    await tools.transfer({ amount: 1 })
    expect(asked).toBe(4)
    expect((await entries()).map((entry) => [entry.approvalDecision, entry.approvedBy])).toEqual([
      ['approved', 'user'],
      ['auto', 'similar_match'],
      ['approved', 'user'],
      ['approved', 'user'],
      ['approved', 'user'],
    ])
  })
})

test('the list of policies is that of the start', async () => {
  const policies: ApprovalPolicy[] = []
  const { recorder } = await recorded({ policies, approve: undefined })
  policies.push({ name: 'anything goes', decide: () => ({ decision: 'approved' }) })
  expect(await rejection(recorder.run({ toolName: 'delete' }, () => 1))).toMatchObject({ code: 'APPROVAL_DENIED' })
})

test('two calls are alike whatever their abort signals are', async () => {
  let asked = 0
  const { recorder } = await recorded({
    approve: () => {
      asked += 1
      return 'approved'
    },
    policies: [rememberApprovals()],
  })
  const tools = recorder.wrap({ delete_file: (path: string, _options: { readonly signal: AbortSignal }) => path })
  await tools.delete_file('a', { signal: new AbortController().signal })
  await tools.delete_file('a', { signal: new AbortController().signal })
  expect(asked).toBe(1)
  await tools.delete_file('b', { signal: new AbortController().signal })
  expect(asked).toBe(2)
})

test('two calls that only look alike are both asked about', async () => {
  let asked = 0
  const { recorder, entries } = await recorded({
    approve: () => {
      asked += 1
      return 'approved'
    },
    policies: [rememberApprovals()],
  })
  const tools = recorder.wrap({ delete_files: (..._args: readonly unknown[]) => 'gone' })
  await tools.delete_files('a')
  await tools.delete_files({ args: ['a'] })
  await tools.delete_files(() => 'a')
  await tools.delete_files(() => 'b')
  const large = 'x'.repeat(9e6)
  await tools.delete_files([large, 'a'])
  await tools.delete_files([large, 'b'])
  expect(asked).toBe(6)
  expect((await entries()).every(({ approvedBy }) => approvedBy === 'user')).toBe(true)
})

function raise(error: Error): never {
  throw error
}
