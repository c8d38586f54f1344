import { expect, test } from 'vitest'
import { loadPart } from '../src/load-part.js'

test('a part that is there is given as it is', async () => {
  const part = await loadPart(() => import('../src/error.js'))
  expect(part.AuditError).toBe((await import('../src/error.js')).AuditError)
})

test('a part that cannot be loaded is an error that says so and keeps its cause', async () => {
  const missing = new URL('missing.js', import.meta.url).href
  const error: unknown = await loadPart(() => import(/* @vite-ignore */ missing)).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'SQLITE_UNAVAILABLE', cause: expect.any(Error) })
  expect(String(error)).toContain('could not be loaded')
})

test('a bundler that loads parts in a way of its own, which does not work here, is such an error too', async () => {
  const load = (): Promise<never> => {
    throw new ReferenceError('document is not defined')
  }
  await expect(loadPart(load)).rejects.toMatchObject({ code: 'SQLITE_UNAVAILABLE', cause: expect.any(ReferenceError) })
})
