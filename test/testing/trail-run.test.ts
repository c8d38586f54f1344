import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { storageTrail } from './storage-trail.js'
import type { Trail } from './trail.js'
import { anyCommands, anyFaults, runTrail } from './trail-run.js'

/** Trails that break their word in one way each. */
const liars: Record<string, (trail: Trail) => Partial<Trail>> = {
  'acknowledges what was not kept': (trail) => ({ log: (actions) => trail.log(actions).catch(() => {}) }),
  'keeps half of what it rejected': (trail) => ({
    log: (actions) =>
      trail.log(actions).catch(async (error: unknown) => {
        await trail.log(actions.slice(0, 1)).catch(() => {})
        throw error
      }),
  }),
  'forgets an outcome': () => ({ settle: async () => {} }),
  'shows a row twice': (trail) => ({
    read: async () => {
      const { rows, purges } = await trail.read()
      return { rows: rows.concat(rows.slice(0, 1)), purges }
    },
  }),
  'does not record a purge': (trail) => ({ read: async () => ({ ...(await trail.read()), purges: [] }) }),
  'acknowledges a purge that did not happen': () => ({ purge: async () => {} }),
}

test.each(Object.entries(liars))('a run notices a trail that %s', async (_, lie) => {
  const holds = fc.asyncProperty(anyCommands, anyFaults, async (commands, faults) => {
    const openTrail = async (...arguments_: Parameters<typeof storageTrail>): Promise<Trail> => {
      const trail = await storageTrail(...arguments_)
      return { ...trail, ...lie(trail) }
    }
    await runTrail(openTrail, commands, faults)
  })
  expect((await fc.check(holds, { numRuns: 500, endOnFailure: true })).failed).toBe(true)
})
