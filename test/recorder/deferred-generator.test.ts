import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { deferredGenerator } from '../../src/recorder/deferred-generator.js'
import { generatorPlan, generatorScript, outcomeOf, plannedGenerator, playGenerator } from './stream-script.js'

test('a deferred generator gives what the bare one gives, whatever its consumer does', async () => {
  await fc.assert(
    fc.asyncProperty(generatorPlan, generatorScript, async (plan, script) => {
      const [bareSeen, seen]: [unknown[], unknown[]] = [[], []]
      const deferred = deferredGenerator(async () => {
        await new Promise((resolve) => setTimeout(resolve, 0))
        return plannedGenerator(plan, seen)
      })
      const expected = await playGenerator(plannedGenerator(plan, bareSeen), script)
      expect(await playGenerator(deferred, script)).toEqual(expected)
      expect(seen).toEqual(bareSeen)
    }),
    { numRuns: 300 },
  )
})

test('a deferred generator starts at the first next, once', async () => {
  let starts = 0
  const deferred = deferredGenerator(async () => {
    starts++
    return plannedGenerator({ yields: 2, failsAtEnd: false, catches: false, yieldsInFinally: false }, [])
  })
  expect(Object.prototype.toString.call(deferred)).toBe('[object AsyncGenerator]')
  await Promise.resolve()
  expect(starts).toBe(0)
  const results = await Promise.all([deferred.next(), deferred.next(), deferred.next()])
  expect(results.map(({ value }) => value)).toEqual([0, 1, 'returned'])
  expect(starts).toBe(1)
})

test('a deferred generator fails with what its start fails with, once', async () => {
  const denied = new Error('denied')
  const deferred = deferredGenerator<number, void, undefined>(() => Promise.reject(denied))
  expect(await outcomeOf(deferred.next())).toStrictEqual({ error: denied })
  expect(await deferred.next()).toEqual({ done: true, value: undefined })
})
