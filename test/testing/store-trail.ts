import type { AuditEntryInput } from '../../src/entry/entry.js'
import type { Persistence } from '../../src/persistence/persistence.js'
import { storeOver } from './over.js'
import type { Action, Trail } from './trail.js'

const start = Date.parse('2026-11-23T00:00:00Z')
/** Later than every action of a run. */
const now = start + 1_000_000_000
const secondsOfDay = 86_400

const inputOf = ({ id, at }: Action): AuditEntryInput => ({
  id,
  timestamp: start + at * 1000,
  sessionId: 'session',
  stepId: 'step',
  toolName: 'tool',
  riskLevel: 'safe',
})

/** A store over the sqljs storage adapter as the fault tests use it. */
export async function storeTrail(persistence: Persistence): Promise<Trail> {
  const store = await storeOver(persistence, { now: () => now, retention: false })
  return {
    log: async (actions) => {
      await store.logMany(actions.map(inputOf))
    },
    begin: async (action) => {
      await store.begin(inputOf(action))
    },
    settle: async ({ id }) => {
      await store.settle(id)
    },
    read: async () => ({
      rows: await store.query({ limit: Infinity }),
      purges: (await store.purges()).map(({ before, count }) => ({
        before: Math.round((Date.parse(before) - start) / 1000),
        count,
      })),
    }),
    checkpoint: () => store.checkpoint(),
    purge: async (before) => {
      await store.cleanupOldEntries(((now - start) / 1000 - before) / secondsOfDay)
    },
    close: () => store.close(),
  }
}
