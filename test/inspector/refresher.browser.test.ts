import { expect, test } from 'vitest'
import { Refresher } from '../../src/inspector/refresher.js'

test('a task never runs twice at once, and once more after it was asked for meanwhile', async () => {
  const runs: string[] = []
  let finish = (): void => {}
  const refresher = new Refresher(async () => {
    runs.push('begin')
    await new Promise<void>((resolve) => (finish = resolve))
    runs.push('end')
  })
  refresher.request()
  refresher.request()
  refresher.request()
  expect(runs).toEqual(['begin'])
  finish()
  await expect.poll(() => runs).toEqual(['begin', 'end', 'begin'])
  finish()
  await expect.poll(() => runs).toEqual(['begin', 'end', 'begin', 'end'])
  refresher.stop()
})

test('somebody who asks does not wait for the end of a rest', async () => {
  let runs = 0
  const refresher = new Refresher(async () => {
    runs += 1
  })
  refresher.request()
  await microtasks()
  refresher.request()
  await microtasks()
  expect(runs).toBe(1)
  refresher.hurry()
  await microtasks()
  expect(runs).toBe(2)
  refresher.stop()
})

test('what was stopped does not run again', async () => {
  let runs = 0
  const refresher = new Refresher(async () => {
    runs += 1
    refresher.stop()
    refresher.request()
  })
  refresher.request()
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(runs).toBe(1)
})

/** Lets promises go on, and no timer. */
async function microtasks(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}
