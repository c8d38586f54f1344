import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ApprovalAnswer, ApprovalPolicy, ApprovalRequest } from '../../src/approval/approval.js'
import { rememberApprovals, type RememberOptions } from '../../src/approval/remember-approvals.js'
import type { JsonObject } from '../../src/entry/entry.js'
import { AuditError } from '../../src/error.js'
import { request } from './request.js'

type Over = Partial<Omit<ApprovalRequest, 'signal'>>

const approved: ApprovalAnswer = { decision: 'approved' }
const rejected: ApprovalAnswer = { decision: 'rejected' }

function answer(policy: ApprovalPolicy, over: Over = {}, given = approved): void {
  void policy.answered?.(request(over), given)
}

async function passes(policy: ApprovalPolicy, over: Over = {}): Promise<boolean> {
  return (await policy.decide(request(over))) !== null
}

/** Whether the second call passes on an answer to the first. */
function passesOn(first: Over, second: Over, options?: RememberOptions): Promise<boolean> {
  const policy = rememberApprovals(options)
  answer(policy, first)
  return passes(policy, second)
}

test('an equal call passes, as similar_match, and says on whose answer', async () => {
  const policy = rememberApprovals({ now: () => Date.parse('2026-03-01T12:00:00Z') })
  expect(await policy.decide(request())).toBe(null)
  answer(policy, { id: 'first' }, { ...approved, by: 'ada' })
  expect(
    await policy.decide(request({ id: 'second', stepId: 'step-2', agentId: 'other', parentPlanId: 'plan' })),
  ).toEqual({
    decision: 'approved',
    by: 'similar_match',
    reason: 'Like first, which was approved by ada at 2026-03-01T12:00:00.000Z',
  })
})

describe('a call is not alike', () => {
  test.each<[string, Over, Over]>([
    ['of another tool', {}, { toolName: 'file_write' }],
    ['with other arguments', {}, { parameters: { path: '/' } }],
    ['of another session', {}, { sessionId: 'session-2' }],
    ['at a higher risk', { riskLevel: 'moderate' }, { riskLevel: 'destructive' }],
    ['that is critical', {}, { riskLevel: 'critical' }],
    ['that is critical, as was the first', { riskLevel: 'critical' }, { riskLevel: 'critical' }],
    ['after a critical one', { riskLevel: 'critical' }, {}],
    ['whose parameters do not say all', {}, { lossless: false }],
    ['after one whose parameters do not say all', { lossless: false }, {}],
    ['whose names only join to the same', { sessionId: 'a', toolName: 'b","c' }, { sessionId: 'a","b', toolName: 'c' }],
    ['whose session looks like its tool', { sessionId: 'a', toolName: 'b' }, { sessionId: 'b', toolName: 'a' }],
    ['with a member named __proto__', { parameters: {} }, { parameters: parse('{"__proto__":{"path":"/"}}') }],
  ])('%s', async (_, first, second) => {
    expect(await passesOn(first, second)).toBe(false)
  })

  test('at a higher risk, where what is ignored makes it so', async () => {
    const first: Over = { parameters: { path: 'a', content: 'x' }, riskLevel: 'moderate' }
    const second: Over = { parameters: { path: 'a', content: 'rm -rf /' }, riskLevel: 'destructive' }
    expect(await passesOn(first, second, { ignore: ['content'] })).toBe(false)
    expect(await passesOn(second, first, { ignore: ['content'] })).toBe(true)
  })
})

test('a call is alike exactly when it is equal but for what is ignored', async () => {
  const member = fc.integer({ min: 0, max: 1 })
  const parameters = fc.record({ path: member, content: member, args: fc.array(member, { maxLength: 2 }) })
  const without = ({ path, args: [, ...args] }: { path: number; args: number[] }, { length }: number[]): string =>
    JSON.stringify([path, length, args])
  await fc.assert(
    fc.asyncProperty(parameters, parameters, async (one, other) => {
      const alike = await passesOn({ parameters: one }, { parameters: other }, { ignore: ['content', 'args.0'] })
      expect(alike).toBe(without(one, one.args) === without(other, other.args))
    }),
    { numRuns: 500 },
  )
})

describe('an answer', () => {
  test('that is not to be remembered is not', async () => {
    const policy = rememberApprovals()
    answer(policy, {}, { ...approved, remember: false })
    expect(await passes(policy)).toBe(false)
    answer(policy, {}, { ...approved, remember: true })
    expect(await passes(policy)).toBe(true)
  })

  test.each<[string, Over]>([
    ['an equal call', {}],
    ['a call that is alike', { parameters: { path: '/tmp/a', content: 'x' } }],
    ['a riskier one', { riskLevel: 'critical' }],
    ['one whose parameters do not say all', { lossless: false }],
  ])('is taken back by a rejection of %s', async (_, over) => {
    const policy = rememberApprovals({ ignore: ['content'] })
    answer(policy)
    answer(policy, { parameters: { path: '/tmp/b' } })
    answer(policy, over, rejected)
    expect(await passes(policy)).toBe(false)
    expect(await passes(policy, { parameters: { path: '/tmp/b' } })).toBe(true)
  })

  test('to a riskier call takes the place of the one before', async () => {
    const policy = rememberApprovals()
    answer(policy, { riskLevel: 'moderate' })
    answer(policy, { riskLevel: 'destructive' })
    expect(await passes(policy, { riskLevel: 'destructive' })).toBe(true)
  })

  test('of one policy object is not known to another', async () => {
    answer(rememberApprovals())
    expect(await passes(rememberApprovals())).toBe(false)
  })
})

describe('within a time', () => {
  test.each([
    [0, true],
    [999, true],
    [1000, false],
    [-1, false],
    [Number.NaN, false],
  ])('of 1,000 ms, after %d ms, in any session: %s', async (age, expected) => {
    let time = 1e12
    const policy = rememberApprovals({ within: 1000, now: () => time })
    answer(policy)
    time += age
    expect(await passes(policy, { sessionId: 'session-2' })).toBe(expected)
  })

  test('what passes does not lengthen it', async () => {
    let time = 1e12
    const policy = rememberApprovals({ within: 1000, now: () => time })
    answer(policy)
    time += 600
    expect(await passes(policy)).toBe(true)
    time += 600
    expect(await passes(policy)).toBe(false)
  })

  test('of a session, the clock does not matter', async () => {
    const times = [1e12, 0, Number.NaN]
    const policy = rememberApprovals({ now: () => times.shift() ?? Number.NaN })
    answer(policy)
    expect([await passes(policy), await passes(policy)]).toEqual([true, true])
    answer(policy, { toolName: 'file_write' })
    expect(await policy.decide(request({ toolName: 'file_write' }))).toMatchObject({ decision: 'approved' })
  })

  test('a clock that gives no time passes nothing and breaks nothing', async () => {
    expect(await passesOn({}, {}, { within: 1000, now: () => Number.NaN })).toBe(false)
  })
})

test('only the named tools are remembered', async () => {
  const policy = rememberApprovals({ tools: ['file_write'], ignore: ['content'] })
  answer(policy)
  answer(policy, { toolName: 'file_write' })
  expect(await passes(policy)).toBe(false)
  expect(await passes(policy, { toolName: 'file_write' })).toBe(true)
})

test('options that are changed later change nothing', async () => {
  const options = { ignore: ['content'], tools: ['file_delete'] }
  const policy = rememberApprovals(options)
  options.ignore.push('path')
  options.tools.push('file_write')
  answer(policy)
  expect(await passes(policy, { parameters: { path: '/' } })).toBe(false)
})

describe('memory is bounded', () => {
  const numbered = (index: number, text = ''): Over => ({ parameters: { index, text } })

  test('by the newest 1,000 answers', async () => {
    const policy = rememberApprovals()
    for (let index = 0; index < 1000; index++) answer(policy, numbered(index))
    answer(policy, numbered(0))
    answer(policy, numbered(1000))
    expect(await Promise.all([0, 1, 2, 1000].map((index) => passes(policy, numbered(index))))).toEqual([
      true,
      false,
      true,
      true,
    ])
  })

  test('by how long the arguments are together', async () => {
    const policy = rememberApprovals()
    const text = 'x'.repeat(2 ** 22)
    for (const index of [0, 1, 2]) answer(policy, numbered(index, text))
    answer(policy, numbered(3, text + text))
    expect(await Promise.all([0, 1, 2].map((index) => passes(policy, numbered(index, text))))).toEqual([
      false,
      false,
      true,
    ])
    expect(await passes(policy, numbered(3, text + text))).toBe(false)
  })
})

test.each<[string, object, string]>([
  ['ignore', { ignore: 'content' }, "a list of paths such as 'content' or 'args.0.id', not \"content\""],
  ['ignore', { ignore: [''] }, "a list of paths such as 'content' or 'args.0.id', not a list"],
  ['tools', { tools: 'file_write' }, 'a list of names, not "file_write"'],
  ['within', { within: 'hour' }, '\'session\', or a number of milliseconds above zero, not "hour"'],
  ['within', { within: 0 }, "'session', or a number of milliseconds above zero, not 0"],
  ['within', { within: Number.NaN }, "'session', or a number of milliseconds above zero, not NaN"],
  ['now', { now: 5 }, 'a function, not 5'],
])('the option %s of %j is refused', (name, options, has) => {
  expect(() => rememberApprovals(options as RememberOptions)).toThrow(
    new AuditError('OPTION_INVALID', `The option ${name} has to be ${has}.`),
  )
})

test('an option that is misspelt is refused', () => {
  expect(() => rememberApprovals({ ignored: ['content'] } as RememberOptions)).toThrow(/^There is no option 'ignored'/)
})

function parse(text: string): JsonObject {
  return JSON.parse(text) as JsonObject
}
