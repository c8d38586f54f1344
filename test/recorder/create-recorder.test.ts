import { describe, expect, test } from 'vitest'
import { createRecorder } from '../../src/recorder/create-recorder.js'
import { memoryStore, rejection } from '../store/memory-store.js'
import { recorded } from './recorded.js'

const one = (): number => 1

describe('createRecorder()', () => {
  test.each([
    [{ store: undefined }, /store/],
    [{ store: {} }, /store/],
    [{ sessionId: undefined }, /sessionId/],
    [{ sessionId: '' }, /sessionId/],
    [{ agentId: 7 }, /agentId/],
    [{ approve: 'approved' }, /approve/],
    [{ askFrom: 'always' }, /askFrom.*never/],
    [{ policies: [{ name: 'x' }] }, /policies/],
    [{ policies: { name: 'x' } }, /policies/],
    [{ approvalTimeoutMs: 0 }, /approvalTimeoutMs/],
    [{ approvalTimeoutMs: NaN }, /approvalTimeoutMs/],
    [{ approvalTimeoutMs: '20' }, /approvalTimeoutMs/],
    [{ classify: 'safe' }, /classify/],
    [{ intentFrom: 'never' }, /intentFrom/],
    [{ failure: true }, /failure/],
    [{ onFault: null }, /onFault/],
    [{ now: 0 }, /now/],
    [{ aprove: () => 'approved' }, /aprove.*approve/],
  ])('refuses %o', async (options, message) => {
    const { store } = await memoryStore()
    const create = (): unknown => createRecorder({ store, sessionId: 'session', ...options } as never)
    expect(create).toThrow(expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringMatching(message) }))
  })

  test('refuses what is no object', () => {
    expect(() => createRecorder(null as never)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }))
  })
})

describe('run()', () => {
  test('records what is no function of yours', async () => {
    const { recorder, entries } = await recorded()
    const call = { toolName: 'click', parameters: { x: 3 }, toolCallId: 'call-1', metadata: { model: 'm' } }
    expect(await recorder.run(call, ({ x }) => x + 1)).toBe(4)
    expect(await recorder.run({ toolName: 'scroll', riskLevel: 'safe' }, async () => 'down')).toBe('down')
    expect(await entries()).toMatchObject([
      {
        toolName: 'click',
        parameters: { x: 3 },
        result: 4,
        riskLevel: 'moderate',
        toolCallId: 'call-1',
        metadata: { model: 'm' },
      },
      { toolName: 'scroll', parameters: {}, result: 'down', riskLevel: 'safe' },
    ])
  })

  test('gives the action the parameters that were approved', async () => {
    const parameters = { path: 'a' }
    const { recorder } = await recorded({
      approve: () => {
        parameters.path = 'b'
        return 'approved'
      },
    })
    expect(await recorder.run({ toolName: 'delete', parameters }, ({ path }) => path)).toBe('a')
  })

  test('is rejected when the caller aborts while the question is open', async () => {
    const { recorder } = await recorded({ approve: () => new Promise<never>(() => {}) })
    const signal = AbortSignal.timeout(10)
    expect(await rejection(recorder.run({ toolName: 'delete', signal }, () => 1))).toMatchObject({
      code: 'APPROVAL_DENIED',
    })
  })

  test.each([
    [{ toolName: '' }, one, /toolName/],
    [{ toolName: 'a', riskLevel: 'deadly' }, one, /riskLevel.*deadly/],
    [{ toolName: 'a', parameters: 3 }, one, /parameters/],
    [{ toolName: 'a', metadata: 3 }, one, /metadata/],
    [{ toolName: 'a', signal: 3 }, one, /signal/],
    [{ toolName: 'a' }, 'action', /function/],
    [null, one, /run\(\)/],
  ])('refuses %o', async (call, action, message) => {
    const { recorder, entries } = await recorded()
    expect(await rejection(recorder.run(call as never, action as never))).toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(message),
    })
    expect(await entries()).toEqual([])
  })
})

describe('plan()', () => {
  test('gives its entries the plan, and counts its steps', async () => {
    const { recorder, entries } = await recorded()
    const plan = recorder.plan('plan-7')
    const tools = plan.wrap({ read: () => 1 })
    await tools.read()
    await recorder.run({ toolName: 'click' }, () => 1)
    await plan.run({ toolName: 'click' }, () => 1)
    await recorder.plan('plan-7').run({ toolName: 'click' }, () => 1)
    await recorder.plan('plan-8').run({ toolName: 'click' }, () => 1)
    expect((await entries()).map(({ parentPlanId, stepId }) => [parentPlanId, stepId])).toEqual([
      ['plan-7', 'plan-7.1'],
      [null, 'step-1'],
      ['plan-7', 'plan-7.2'],
      ['plan-7', 'plan-7.3'],
      ['plan-8', 'plan-8.1'],
    ])
  })

  test.each([[''], [7], [undefined]])('refuses %o', async (id) => {
    const { recorder } = await recorded()
    expect(() => recorder.plan(id as never)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }))
  })
})
