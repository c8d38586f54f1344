import { describe, expect, test } from 'vitest'
import { recorded } from './recorded.js'

describe('a call whose result says that it failed', () => {
  test('is recorded as failed, and gives that result', async () => {
    const { recorder, entries } = await recorded({ failure: (result) => (result === 404 ? 'not found' : null) })
    const answer = { ok: false, why: 'quota' }
    const tools = recorder.wrap({
      fetch: () => 404,
      get: { run: () => answer, failure: ({ ok, why }) => (ok ? undefined : new Error(why)) },
    })
    expect(await tools.fetch()).toBe(404)
    expect(await tools.get()).toBe(answer)
    expect(await entries()).toMatchObject([
      { outcome: 'failed', success: false, error: 'not found', result: 404 },
      { outcome: 'failed', success: false, error: 'Error: quota', result: answer },
    ])
  })

  test('may say so with the isError of MCP', async () => {
    const { recorder, entries } = await recorded()
    const answer = { isError: true, content: [{ type: 'text', text: 'Access denied' }, { type: 'image' }] }
    const tools = recorder.wrap({
      read: () => answer,
      get: () => ({ isError: true }),
      list: () => ({ isError: false }),
    })
    expect(await tools.read()).toBe(answer)
    await tools.get()
    await tools.list()
    expect(await entries()).toMatchObject([
      { outcome: 'failed', error: 'Access denied', result: answer },
      { outcome: 'failed', error: expect.stringContaining('failed') },
      { outcome: 'succeeded', error: null },
    ])
  })

  test('is recorded all the same where `failure` throws, which is reported', async () => {
    const { recorder, entries, faults } = await recorded({ failure: () => raise(new Error('broken')) })
    expect(await recorder.wrap({ read: () => 1 }).read()).toBe(1)
    expect(await entries()).toMatchObject([{ outcome: 'succeeded', result: 1 }])
    expect(faults).toMatchObject([{ code: 'CALLBACK_FAILED', cause: { message: 'broken' } }])
  })
})

function raise(error: Error): never {
  throw error
}
