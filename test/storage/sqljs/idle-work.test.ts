import { expect, test, vi } from 'vitest'
import { breath } from '../../../src/breath.js'
import { IdleWork } from '../../../src/storage/sqljs/idle-work.js'

/** Work of so many bits, and how many were done. */
function bits(count: number): { readonly work: IdleWork; readonly done: () => number } {
  let done = 0
  return { work: new IdleWork(() => (done += 1) < count), done: () => done }
}

test('it is done bit by bit once it is started, others in between', async () => {
  const { work, done } = bits(5)
  await breath()
  expect(done()).toBe(0)
  work.start()
  expect(done()).toBe(0)
  const seen = new Set<number>()
  while (done() < 5) {
    seen.add(done())
    await breath()
  }
  expect(seen.size).toBeGreaterThan(2)
})

test('it rests while something else is under way, and looks for more afterwards', async () => {
  const { work, done } = bits(3)
  work.start()
  const during = await work.pausedFor(() =>
    work.pausedFor(async () => {
      for (let count = 0; count < 10; count += 1) await breath()
      return done()
    }),
  )
  expect(during).toBe(0)
  await vi.waitFor(() => expect(done()).toBe(3))
  await expect(work.pausedFor(() => Promise.reject(new Error('No room')))).rejects.toThrow('No room')
  await vi.waitFor(() => expect(done()).toBe(4))
})

test('it ends when it is stopped, and with the first bit that fails', async () => {
  const { work, done } = bits(1_000)
  work.start()
  await vi.waitFor(() => expect(done()).toBeGreaterThan(0))
  work.stop()
  const stopped = done()
  await breath()
  expect(done()).toBe(stopped)

  let tries = 0
  const failing = new IdleWork(() => {
    tries += 1
    throw new Error('No memory')
  })
  failing.start()
  await vi.waitFor(() => expect(tries).toBe(1))
  await failing.pausedFor(breath)
  await breath()
  expect(tries).toBe(1)
})
