import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { storageTrail } from '../testing/storage-trail.js'
import { storeTrail } from '../testing/store-trail.js'
import { anyCommands, anyFaults, operations, runTrail, script } from '../testing/trail-run.js'
import type { Faults } from '../testing/trail-run.js'

const trails = [
  { name: 'sqljsStorage', openTrail: storageTrail },
  { name: 'a store over sqljsStorage', openTrail: storeTrail },
]

const moments = ['before', 'after'] as const

describe.each(trails)('$name on a persistence that fails', ({ openTrail }) => {
  /** Runs the script with the fault at the first call, at the second, and so on to the last. Resolves with how many there are. */
  async function failAtEvery(faults: Omit<Faults, 'at'>): Promise<number> {
    for (let at = 1; ; at += 1) {
      const { injected } = await runTrail(openTrail, script, { ...faults, at })
      if (injected === 0) return at - 1
    }
  }

  test.each(moments)('keeps its word whichever call rejects, %s it did its work', async (moment) => {
    const calls = await failAtEvery({ operation: 'any', moment, count: 1 })
    expect(calls).toBeGreaterThan(operations.length)
  })

  test.each(moments)('keeps its word whichever two calls in a row reject, %s they did their work', async (moment) => {
    await failAtEvery({ operation: 'any', moment, count: 2 })
  })

  test.each(operations)('keeps its word when %s rejects from some call on', async (operation) => {
    for (const moment of moments) await failAtEvery({ operation, moment, count: 3 })
  })

  test('keeps its word in any run of commands', async () => {
    const holds = fc.asyncProperty(anyCommands, anyFaults, async (commands, faults) => {
      await runTrail(openTrail, commands, faults)
    })
    await fc.assert(holds, { numRuns: 300 })
  })
})
