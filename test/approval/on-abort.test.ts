import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { onAbort } from '../../src/approval/on-abort.js'

const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length

test('all who wait for a signal hear of it, behind one listener', () => {
  const { signal, abort } = aborting()
  const heard: number[] = []
  for (let index = 0; index < 1_000; index += 1) onAbort(signal, () => heard.push(index))
  expect(listeners(signal)).toBe(1)
  abort()
  expect(heard).toEqual(Array.from({ length: 1_000 }, (_, index) => index))
})

test('who is released hears nothing, and the last one takes the listener along', () => {
  const { signal, abort } = aborting()
  const heard: string[] = []
  const releases = ['a', 'b'].map((name) => onAbort(signal, () => heard.push(name)))
  releases[0]?.()
  releases[0]?.()
  expect(listeners(signal)).toBe(1)
  releases[1]?.()
  expect(listeners(signal)).toBe(0)
  onAbort(signal, () => heard.push('c'))
  releases[1]?.()
  abort()
  expect(heard).toEqual(['c'])
})

function aborting(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
