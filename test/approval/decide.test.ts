import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ApprovalPolicy, ApprovalRequest, Approver } from '../../src/approval/approval.js'
import { type ApprovalRules, type DecidedApproval, decideApproval } from '../../src/approval/decide.js'
import { AuditError } from '../../src/error.js'
import { type AnyAnswer, approver, never, noSay, policy, raise, subject } from './request.js'

const reported: AuditError[] = []
afterEach(() => void reported.splice(0))

function decideWith(rules: Partial<ApprovalRules>, over?: Parameters<typeof subject>[0]): Promise<DecidedApproval> {
  const defaults = { approve: undefined, policies: [], timeoutMs: Infinity, callerSignals: [] }
  return decideApproval(subject(over), { ...defaults, onFault: (fault) => reported.push(fault), ...rules })
}

/** A clock that a person's answer moves on. */
function slowly(answer: unknown, ms: number): Pick<ApprovalRules, 'approve' | 'now'> {
  let time = 1e9
  return {
    now: () => time,
    approve: approver(() => {
      time += ms
      return answer
    }),
  }
}

describe('a person', () => {
  test.each<[unknown, Partial<DecidedApproval>]>([
    ['approved', { decision: 'approved', by: 'user', reason: null }],
    ['rejected', { decision: 'rejected', by: 'user', reason: null }],
    [Promise.resolve('approved'), { decision: 'approved', by: 'user', reason: null }],
    [{ decision: 'approved' }, { decision: 'approved', by: 'user', reason: null }],
    [{ decision: 'rejected', by: 'ada', remember: false }, { by: 'ada' }],
    [{ decision: 'rejected', reason: 'Not on a Friday.' }, { reason: 'Not on a Friday.' }],
    [Promise.resolve({ decision: 'approved', reason: '' }), { decision: 'approved', by: 'user', reason: '' }],
  ])('decides with %j', async (answer, expected) => {
    const decision = await decideWith(slowly(answer, 1234))
    expect(decision).toMatchObject({ required: true, timeMs: 1234, ...expected })
    expect(decision).not.toHaveProperty('cause')
  })

  test('gets the whole call', async () => {
    const approve = vi.fn<Approver>(() => 'approved')
    await decideWith({ approve }, { lossless: false, parentPlanId: 'plan-7', agentId: 'agent-1' })
    expect(approve).toHaveBeenCalledExactlyOnceWith({
      ...subject({ lossless: false, parentPlanId: 'plan-7', agentId: 'agent-1' }),
      signal: expect.any(AbortSignal) as AbortSignal,
    })
  })

  test.each<[unknown, string]>([
    [true, 'The answer has to be an object with a decision, not true'],
    [{ decision: 'ok' }, 'The decision has to be approved or rejected, not "ok"'],
  ])('who answers with %j has rejected', async (answer, complaint) => {
    expect(await decideWith(slowly(answer, 5))).toEqual({
      required: true,
      decision: 'rejected',
      by: null,
      reason: `The approver gave no decision: TypeError: ${complaint}`,
      timeMs: 5,
      cause: new TypeError(complaint),
    })
  })

  test.each<[string, AnyAnswer]>([
    ['throws', () => raise('no screen')],
    ['rejects', () => Promise.reject(new Error('no screen'))],
    [
      'answers with what throws',
      () => Object.defineProperty({}, 'decision', { get: () => raise('no screen'), enumerable: true }),
    ],
  ])('whose approver %s has rejected', async (_, answer) => {
    const { cause, ...decision } = await decideWith({ approve: approver(answer) })
    expect(decision).toEqual({
      required: true,
      decision: 'rejected',
      by: null,
      reason: 'The approver gave no decision: Error: no screen',
      timeMs: expect.any(Number) as number,
    })
    expect(cause).toEqual(new Error('no screen'))
  })

  test.each([[undefined], [null]])('whose approver throws %s has rejected too', async (thrown) => {
    const decision = await decideWith({ approve: () => Promise.reject(thrown) })
    expect(decision).toMatchObject({
      decision: 'rejected',
      reason: 'The approver gave no decision: no reason was given',
    })
  })

  test('who is not there has rejected', async () => {
    expect(await decideWith({})).toEqual({
      required: true,
      decision: 'rejected',
      by: null,
      reason: 'Nobody could be asked: the recorder has no approver',
      timeMs: null,
    })
  })

  test('is asked about two calls at once, and each gets its own answer', async () => {
    const answers = new Map<string, (answer: 'approved' | 'rejected') => void>()
    const approve: Approver = ({ id }) => new Promise((resolve) => answers.set(id, resolve))
    const [one, two] = [decideWith({ approve }, { id: 'one' }), decideWith({ approve }, { id: 'two' })]
    await expect.poll(() => answers.size).toBe(2)
    answers.get('two')?.('approved')
    expect(await two).toMatchObject({ decision: 'approved' })
    answers.get('one')?.('rejected')
    expect(await one).toMatchObject({ decision: 'rejected' })
  })
})

describe('a policy', () => {
  test.each<[unknown, Partial<DecidedApproval>]>([
    [{ decision: 'approved' }, { decision: 'auto', by: 'policy:house', reason: null }],
    [{ decision: 'approved', by: 'similar_match' }, { by: 'similar_match' }],
    [{ decision: 'rejected', reason: 'never' }, { reason: 'never' }],
    [{ decision: 'rejected' }, { decision: 'rejected', by: 'policy:house', reason: null }],
    [Promise.resolve({ decision: 'approved' }), { decision: 'auto', by: 'policy:house' }],
  ])('decides with %j before anybody else is asked', async (verdict, expected) => {
    const asked = vi.fn<Approver>(() => 'approved')
    const later = vi.fn<AnyAnswer>(() => null)
    const decision = await decideWith({ approve: asked, policies: [noSay, policy(() => verdict), policy(later)] })
    expect(decision).toMatchObject({ required: true, timeMs: null, ...expected })
    expect([asked.mock.calls, later.mock.calls]).toEqual([[], []])
  })

  test('without a say leaves it to the person', async () => {
    const decision = await decideWith({ approve: () => 'approved', policies: [noSay, policy(async () => null)] })
    expect(decision).toMatchObject({ decision: 'approved', by: 'user' })
  })

  test.each<[string, AnyAnswer, string]>([
    ['throws', () => raise('no rules'), 'Error: no rules'],
    ['rejects', () => Promise.reject(new Error('no rules')), 'Error: no rules'],
    ['says nothing', () => undefined, 'TypeError: The answer has to be an object with a decision, not nothing'],
    ['says true', () => true, 'TypeError: The answer has to be an object with a decision, not true'],
    ['says a word', () => 'approved', 'TypeError: The answer has to be an object with a decision, not "approved"'],
    ['says auto', () => ({ decision: 'auto' }), 'TypeError: The decision has to be approved or rejected, not "auto"'],
  ])('that %s has rejected, and nobody else is asked', async (_, verdict, complaint) => {
    const approve = vi.fn<Approver>(() => 'approved')
    const decision = await decideWith({
      approve,
      policies: [policy(verdict), policy(() => ({ decision: 'approved' }))],
    })
    expect(decision).toMatchObject({
      decision: 'rejected',
      by: null,
      reason: `The policy house gave no decision: ${complaint}`,
      timeMs: null,
      cause: expect.any(Error) as Error,
    })
    expect(approve).not.toHaveBeenCalled()
  })

  test('that never answers has rejected once the time is over', async () => {
    expect(await decideWith({ policies: [policy(never)], timeoutMs: 5 })).toMatchObject({
      decision: 'rejected',
      reason: 'The policy house gave no decision within 0.005 s',
      timeMs: null,
    })
  })

  test('hears what a person answered, and nothing else', async () => {
    const answered = vi.fn<NonNullable<ApprovalPolicy['answered']>>()
    const policies = [{ ...noSay, answered }]
    await decideWith({ policies })
    await decideWith({ policies, approve: () => raise('no') })
    await decideWith({ policies, approve: never, timeoutMs: 1 })
    await decideWith({ policies, approve: approver(() => 'ok') })
    await decideWith({ policies: [...policies, policy(() => ({ decision: 'approved' }))] })
    await decideWith({ policies, callerSignals: [AbortSignal.abort()], approve: () => 'approved' })
    expect(answered).not.toHaveBeenCalled()
    await decideWith({ policies, approve: () => ({ decision: 'rejected', reason: 'no', remember: false }) })
    expect(answered).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(subject()), {
      decision: 'rejected',
      by: 'user',
      reason: 'no',
      remember: false,
    })
  })

  test('that fails at what it hears changes nothing, and is reported', async () => {
    const heard = vi.fn<() => void>()
    const policies = [
      { ...noSay, name: 'one', answered: () => raise('full') },
      { ...noSay, name: 'two', answered: () => Promise.reject(new Error('full')) },
      { ...noSay, name: 'three', answered: heard },
    ]
    expect(await decideWith({ policies, approve: () => 'approved' })).toMatchObject({ decision: 'approved' })
    await expect.poll(() => reported.length).toBe(2)
    expect(reported.map(({ code, message }) => `${code} ${message}`)).toEqual(
      ['one', 'two'].map(
        (name) => `CALLBACK_FAILED The policy ${name} failed when it was told of an answer, which stands: Error: full`,
      ),
    )
    expect(heard).toHaveBeenCalledOnce()
  })
})

test('nobody can change what another sees, or what runs', async () => {
  const seen: unknown[] = []
  const spoil = (request: ApprovalRequest): null => {
    seen.push(structuredClone(request.parameters))
    Object.assign(request, { riskLevel: 'safe', toolName: 'ls' })
    Object.assign(request.parameters, { path: '/' })
    Object.assign(request.parameters['deep'] as object, { list: [] })
    return null
  }
  const call = subject({ parameters: JSON.parse('{"path":"/tmp/a","deep":{"list":[1]},"__proto__":{"own":1}}') })
  const untouched = structuredClone(call)
  const hears = { ...policy(spoil), answered: (request: ApprovalRequest) => void spoil(request) }
  const rules = { approve: approver((request) => spoil(request) ?? 'approved'), policies: [hears, hears] }
  await decideApproval(call, { ...rules, timeoutMs: Infinity, callerSignals: [], onFault: raise })
  expect(seen).toHaveLength(5)
  expect(new Set(seen.map((parameters) => JSON.stringify(parameters)))).toEqual(
    new Set(['{"path":"/tmp/a","deep":{"list":[1]},"__proto__":{"own":1}}']),
  )
  expect(call).toEqual(untouched)
})

describe('an abort by the caller', () => {
  const callerSignals = [AbortSignal.abort(new Error('changed my mind'))]

  test.each<[string, Partial<ApprovalRules>]>([
    ['approver', { approve: () => 'approved' }],
    ['policy', { policies: [policy(() => ({ decision: 'approved' }))] }],
  ])('that came before is a rejection: the %s is not asked', async (_, rules) => {
    expect(await decideWith({ ...rules, callerSignals })).toEqual({
      required: true,
      decision: 'rejected',
      by: null,
      reason: 'The caller aborted before there was a decision: Error: changed my mind',
      timeMs: null,
      cause: new Error('changed my mind'),
    })
  })

  test.each<[string, (wait: AnyAnswer) => Partial<ApprovalRules>, unknown]>([
    ['person', (wait) => ({ approve: approver(wait) }), expect.any(Number)],
    ['policy', (wait) => ({ policies: [policy(wait)] }), null],
  ])('while a %s is asked is a rejection', async (_, rules, timeMs) => {
    const caller = new AbortController()
    const wait = vi.fn<AnyAnswer>(never)
    const decision = decideWith({ ...rules(wait), callerSignals: [caller.signal] })
    await expect.poll(() => wait.mock.calls.length).toBe(1)
    caller.abort('enough')
    expect(wait.mock.calls[0]?.[0].signal.aborted).toBe(true)
    expect(await decision).toMatchObject({ decision: 'rejected', by: null, timeMs, cause: 'enough' })
  })

  test('while a policy is asked keeps the person from being asked', async () => {
    const caller = new AbortController()
    const approve = vi.fn<Approver>(() => 'approved')
    const aborts = policy(() => {
      caller.abort()
      return null
    })
    const decision = await decideWith({ policies: [aborts], approve, callerSignals: [caller.signal] })
    expect(decision).toMatchObject({ decision: 'rejected', by: null })
    expect(approve).not.toHaveBeenCalled()
  })
})

describe('the time', () => {
  test('is over: a rejection, with the time waited', async () => {
    const decision = await decideWith({ approve: never, timeoutMs: 20 })
    expect(decision).toMatchObject({
      decision: 'rejected',
      by: null,
      reason: 'The approver gave no decision within 0.02 s',
      cause: { name: 'TimeoutError' },
    })
    expect(decision.timeMs).toBeGreaterThan(15)
  })

  test('begins anew for each who is asked', async () => {
    let time = 0
    const slow =
      (answer: unknown): AnyAnswer =>
      () => {
        time += 60
        return answer
      }
    const rules = { policies: [policy(slow(null)), policy(slow(null))], approve: approver(slow('approved')) }
    const decision = await decideWith({ ...rules, timeoutMs: 100, now: () => time })
    expect(decision).toMatchObject({ decision: 'approved', timeMs: 60 })
  })

  test('is over: an answer after it changes nothing, and no policy hears of it', async () => {
    const answered = vi.fn<() => void>()
    const approve: Approver = () => delay(10, 'approved')
    const decision = await decideWith({ approve, policies: [{ ...noSay, answered }], timeoutMs: 1 })
    await delay(50)
    expect(decision).toMatchObject({ decision: 'rejected', by: null })
    expect(answered).not.toHaveBeenCalled()
  })
})
