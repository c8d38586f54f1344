import { expect, test } from 'vitest'
import { recorded } from './recorded.js'
import { isAlive, startServer, until } from './server.js'

test('the calls of a server that is killed fail with the error of the transport', async () => {
  const server = await startServer('everything')
  const { call, entries } = await recorded(server)

  const calls = [1, 2, 3].map((steps) => call('trigger-long-running-operation', { duration: 60, steps }))
  await until(() => server.sent.length === calls.length)
  process.kill(server.pid, 'SIGKILL')

  const ends = await Promise.allSettled(calls)
  for (const end of ends) expect(end.status === 'rejected' && server.gave.includes(end.reason)).toBe(true)
  const trail = await entries()
  expect(trail).toHaveLength(calls.length)
  for (const entry of trail) {
    expect(entry).toMatchObject({
      outcome: 'failed',
      success: false,
      result: null,
      error: expect.stringContaining('Connection closed'),
    })
  }
  expect(isAlive(server.pid)).toBe(false)
})

test('a risky call of a server that is killed before it answers has failed, and its intent was on the disk before', async () => {
  const server = await startServer('everything')
  const { recorder, entry, onDisk } = await recorded(server, { approve: () => 'approved' })

  process.kill(server.pid, 'SIGSTOP')
  const pending = recorder.run({ toolName: 'delete_everything', riskLevel: 'destructive' }, () =>
    server.client.callTool({ name: 'echo', arguments: { message: 'gone' } }),
  )
  await until(() => server.sent.length === 1)
  expect(onDisk()).toContain('delete_everything')
  expect(await entry()).toMatchObject({ outcome: 'pending', approvalDecision: 'approved' })
  process.kill(server.pid, 'SIGKILL')

  await expect(pending).rejects.toThrow('Connection closed')
  expect(await entry()).toMatchObject({ outcome: 'failed', error: expect.stringContaining('Connection closed') })
})

test('a call over a closed connection is recorded as a failure', async () => {
  const server = await startServer('everything')
  const { call, entry } = await recorded(server)
  await server.client.close()

  const thrown = await call('echo', { message: 'anybody?' }).catch((error: unknown) => error)

  expect(thrown).toBe(server.gave[0])
  expect(await entry()).toMatchObject({
    toolName: 'echo',
    outcome: 'failed',
    error: expect.stringContaining('Not connected'),
  })
})
