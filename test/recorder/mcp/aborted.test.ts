import type { Progress } from '@modelcontextprotocol/sdk/types.js'
import { expect, test } from 'vitest'
import { recorded } from './recorded.js'
import { type McpServer, startServer, until } from './server.js'

const operation = 'trigger-long-running-operation'

test('a call aborted by its signal is recorded so, and the server is told', async () => {
  const server = await startServer('everything')
  const { call, entry } = await recorded(server)
  const { signal, abort } = abortable()

  const steps = 20
  const onprogress = ({ progress }: Progress): void => {
    if (progress === 2) abort('The person closed the window.')
  }
  const pending = call(operation, { duration: 1, steps }, { signal, onprogress })

  const thrown = await pending.catch((error: unknown) => error)
  expect(thrown).toBe(server.gave[0])
  expect(await entry()).toMatchObject({
    toolName: operation,
    error: expect.stringContaining('The person closed the window.'),
    outcome: 'failed',
    success: false,
  })
  const [request] = requests(server)
  expect(server.sent.at(-1)).toMatchObject({ method: 'notifications/cancelled', params: { requestId: request } })

  // This tool goes on to its last step all the same; what came of it is not sent, since the server knows better.
  await until(() => server.said.some((message) => 'params' in message && message.params?.['progress'] === steps))
  await server.client.ping()
  expect(server.said.filter((message) => 'id' in message && message.id === request)).toEqual([])
})

test('a signal passed to run() aborts the call, too', async () => {
  const server = await startServer('everything')
  const { recorder, entry } = await recorded(server)
  const { signal, abort } = abortable()
  const parameters = { duration: 60, steps: 60 }

  const pending = recorder.run({ toolName: operation, parameters, signal }, (given) =>
    server.client.callTool({ name: operation, arguments: { ...given } }, undefined, { signal }),
  )
  await until(() => requests(server).length > 0)
  abort('Never mind.')

  await expect(pending).rejects.toThrow('Never mind.')
  expect(await entry()).toMatchObject({
    parameters,
    riskLevel: 'moderate',
    error: expect.stringContaining('Never mind.'),
    outcome: 'failed',
  })
})

test('a call that the client gives up, since the server takes too long, is recorded so', async () => {
  const server = await startServer('everything')
  const { call, entry } = await recorded(server)

  const pending = call(operation, { duration: 60, steps: 60 }, { timeout: 50 })

  const thrown = await pending.catch((error: unknown) => error)
  expect(thrown).toBe(server.gave[0])
  expect(await entry()).toMatchObject({
    toolName: operation,
    error: expect.stringContaining('Request timed out'),
    outcome: 'failed',
    success: false,
  })
})

test('an approved call can be aborted like any other', async () => {
  const server = await startServer('everything')
  const { call, entry } = await recorded(server, { askFrom: 'safe', approve: () => 'approved' })
  const { signal, abort } = abortable()

  const pending = call(operation, { duration: 60, steps: 60 }, { signal })
  await until(() => requests(server).length > 0)
  abort('Enough.')

  await expect(pending).rejects.toThrow('Enough.')
  expect(server.sent.at(-1)).toMatchObject({ method: 'notifications/cancelled' })
  expect(await entry()).toMatchObject({ approvalDecision: 'approved', approvedBy: 'user', outcome: 'failed' })
})

test('a call aborted while a person is asked never reaches the server', async () => {
  const server = await startServer('everything')
  const { signal, abort } = abortable()
  const { call, entry } = await recorded(server, {
    askFrom: 'safe',
    approve: (request) => {
      abort('Too late.')
      return new Promise((resolve) => {
        request.signal.addEventListener('abort', () => resolve('approved'))
      })
    },
  })

  const pending = call(operation, { duration: 60, steps: 60 }, { signal })

  await expect(pending).rejects.toMatchObject({ code: 'APPROVAL_DENIED' })
  expect(requests(server)).toEqual([])
  expect(await entry()).toMatchObject({
    approvalDecision: 'rejected',
    approvalReason: expect.stringContaining('Too late.'),
    outcome: 'denied',
    success: false,
  })
})

/** The ids of the requests to call a tool that the server was sent. */
function requests({ sent }: McpServer): readonly unknown[] {
  return sent.flatMap((message) =>
    'id' in message && 'method' in message && message.method === 'tools/call' ? [message.id] : [],
  )
}

function abortable(): { readonly signal: AbortSignal; readonly abort: (reason: string) => void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: (reason) => controller.abort(new Error(reason)) }
}
