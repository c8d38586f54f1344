import type { Persistence } from '../../src/persistence/persistence.js'
import type { AuditRecord } from '../../src/record/record.js'
import { entry, everything, intent, outcome, time } from '../../src/testing/storage/rows.js'
import { storageOver } from './over.js'
import type { Action, Trail } from './trail.js'

const start = Date.parse(time(0))

const intentOf = (action: Action): ReturnType<typeof intent> => intent(action.id, { timestamp: time(action.at) })
const entryOf = (action: Action): AuditRecord => entry(action.id, { timestamp: time(action.at) })

/** The sqljs storage adapter as the fault tests use it. */
export async function storageTrail(persistence: Persistence): Promise<Trail> {
  const adapter = await storageOver(persistence)
  return {
    log: (actions) => adapter.append(actions.map(entryOf)),
    begin: (action) => adapter.append([intentOf(action)]),
    settle: (action) => adapter.append([outcome(intentOf(action), { outcome: 'succeeded', success: 1, error: null })]),
    read: async () => ({
      rows: await adapter.query(everything),
      purges: (await adapter.purges()).map(({ before, count }) => ({
        before: (Date.parse(before) - start) / 1000,
        count,
      })),
    }),
    checkpoint: () => adapter.checkpoint(),
    purge: async (before) => {
      await adapter.purge([{ rule: 'test', before: time(before), sparesForeign: false }], { keepSome: false })
    },
    close: () => adapter.close(),
  }
}
