import { expect, test } from 'vitest'
import { recorded } from './recorded.js'
import { startServer } from './server.js'

test('a call that succeeds gives what the server gave, and is recorded with it', async () => {
  const server = await startServer('everything')
  const { call, entry } = await recorded(server, { agentId: 'tester' })

  const result = await call('get-sum', { a: 2, b: 3 })

  expect(result).toBe(server.gave[0])
  expect(result).toEqual({ content: [{ type: 'text', text: 'The sum of 2 and 3 is 5.' }] })
  expect(await entry()).toMatchObject({
    sessionId: 'mcp',
    agentId: 'tester',
    stepId: 'step-1',
    toolName: 'get-sum',
    parameters: { a: 2, b: 3 },
    result,
    error: null,
    riskLevel: 'safe',
    approvalDecision: 'not_required',
    outcome: 'succeeded',
    success: true,
  })
})

test('what a tool reports with isError is given to the caller as it is, and recorded as a failure', async () => {
  const server = await startServer('everything')
  const { call, entry } = await recorded(server)

  const result = await call('get-sum', { a: 'two', b: 3 })

  expect(result).toBe(server.gave[0])
  expect(result).toMatchObject({ isError: true })
  expect(await entry()).toMatchObject({
    toolName: 'get-sum',
    parameters: { a: 'two', b: 3 },
    result,
    error: expect.stringContaining('Invalid arguments for tool get-sum'),
    outcome: 'failed',
    success: false,
  })
})

test('what the protocol throws reaches the caller as the same object, and is recorded as a failure', async () => {
  const server = await startServer('everything')
  const { call, entry } = await recorded(server)

  // This tool runs as a task only, so that the client refuses a plain call.
  const pending = call('simulate-research-query', { topic: 'audit trails' })

  const thrown = await pending.catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(Error)
  expect(thrown).toBe(server.gave[0])
  expect(await entry()).toMatchObject({
    toolName: 'simulate-research-query',
    result: null,
    error: expect.stringContaining('requires task-based execution'),
    outcome: 'failed',
    success: false,
  })
})

test('a tool that the server does not know is recorded, and the answer passes through', async () => {
  const server = await startServer('everything')
  const { recorder, entry } = await recorded(server)
  const parameters = { path: '/' }

  const unknown = { toolName: 'format_disk', parameters, riskLevel: 'moderate' as const }
  const result = await recorder.run(unknown, (approved) =>
    server.client.callTool({ name: 'format_disk', arguments: { ...approved } }),
  )

  expect(result).toMatchObject({ isError: true })
  expect(await entry()).toMatchObject({
    toolName: 'format_disk',
    parameters,
    riskLevel: 'moderate',
    error: expect.stringMatching(/format_disk not found/),
    outcome: 'failed',
  })
})

test('calls that run at once each have their own result and their own entry', async () => {
  const server = await startServer('everything')
  const { call, entries } = await recorded(server)
  const numbers = Array.from({ length: 40 }, (_, index) => index)

  const results = await Promise.all(
    // The first ones take longest, so that they end in another order than they began.
    numbers.map((a) => (a < 4 ? wait(0.2 - a / 25) : call('get-sum', { a, b: a % 7 === 0 ? 'none' : 1 }))),
  )

  expect(results.slice(4).map((result) => JSON.stringify(result))).toEqual(
    numbers.slice(4).map((a) => expect.stringContaining(a % 7 === 0 ? 'Invalid arguments' : `is ${a + 1}.`)),
  )
  const trail = await entries()
  expect(trail).toHaveLength(numbers.length)
  expect(new Set(trail.map(({ stepId }) => stepId)).size).toBe(numbers.length)
  for (const { stepId, outcome, result } of trail) {
    const index = Number(stepId.slice('step-'.length)) - 1
    expect(result).toEqual(results[index])
    expect(outcome).toBe(index > 4 && index % 7 === 0 ? 'failed' : 'succeeded')
  }

  function wait(duration: number): Promise<unknown> {
    return call('trigger-long-running-operation', { duration, steps: 1 })
  }
})
