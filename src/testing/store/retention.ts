import type { AuditStore } from '../../store/audit-store.js'
import { checkEqual, checkRejects } from '../check.js'
import { action, storedIds } from './actions.js'
import type { StoreCases } from './audit-store-contract.js'

const day = 86_400_000

/** Entries of 40 days, 20 days and no days ago, of each of two risk levels. */
async function logOldAndNew(store: AuditStore): Promise<void> {
  const ages = [40, 20, 0]
  const ago = (days: number): Date => new Date(Date.now() - days * day)
  await store.logMany([
    ...ages.map((days) => action({ id: `safe ${days}`, timestamp: ago(days) })),
    ...ages.map((days) => action({ id: `critical ${days}`, timestamp: ago(days), riskLevel: 'critical' })),
  ])
}

/** Resolves with the ids that are stored once there are so many, and fails when that takes too long. */
async function idsOnceSwept(store: AuditStore, count: number): Promise<readonly string[]> {
  const deadline = Date.now() + 10_000
  let ids = await storedIds(store)
  while (ids.length !== count && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    ids = await storedIds(store)
  }
  return ids.toSorted()
}

/** What every store does with entries whose time is over. */
export const retentionCases: StoreCases = {
  'removes entries older than so many days by hand, and records it': async ({ open }) => {
    const store = await open({ retention: false })
    await logOldAndNew(store)
    checkEqual(await store.cleanupOldEntries(30), 2, 'the number of removed entries')
    checkEqual(await store.cleanupOldEntries(30), 0, 'the number of entries that a second call removes')
    const ids = ['critical 20', 'safe 20', 'critical 0', 'safe 0'].toSorted()
    checkEqual((await storedIds(store)).toSorted(), ids, 'what is left')
    checkEqual(
      (await store.purges()).map(({ count }) => count),
      [2],
      'the counts of the recorded purges',
    )
    await store.close()
    const again = await open({ retention: false })
    checkEqual((await storedIds(again)).toSorted(), ids, 'what is left after reopening')
    checkEqual((await again.purges()).length, 1, 'the number of recorded purges after reopening')
  },

  'removes entries from before a point in time by hand': async ({ open }) => {
    const store = await open({ retention: false })
    await logOldAndNew(store)
    const before = new Date(Date.now() - 30 * 86_400_000)
    checkEqual(await store.cleanupOldEntries({ before }), 2, 'the number of removed entries')
    const recorded = (await store.purges()).map((purge) => [purge.rule, purge.before])
    checkEqual(recorded, [['manual', before.toISOString()]], 'the recorded purges')
    const future = { before: Date.now() + 60_000 }
    await checkRejects(() => store.cleanupOldEntries(future), ['OPTION_INVALID'], 'cleanupOldEntries() of the future')
  },

  'refuses days that cannot be meant': async ({ open }) => {
    const store = await open()
    for (const days of [0, -1, Number.NaN, Infinity]) {
      await checkRejects(() => store.cleanupOldEntries(days), ['OPTION_INVALID'], `cleanupOldEntries(${days})`)
    }
  },

  'sweeps by itself after opening, by days and by risk': async ({ open }) => {
    const first = await open({ retention: false })
    await logOldAndNew(first)
    await first.close()
    const store = await open({ retention: { days: 10, byRisk: { critical: 30 } } })
    const left = ['critical 0', 'critical 20', 'safe 0']
    checkEqual(await idsOnceSwept(store, 3), left, 'what is left after the sweep')
    const purges = (await store.purges()).map(({ rule, count }) => `${rule} ${count}`)
    checkEqual(purges.toSorted(), ['critical:30 1', 'days:10 2'], 'the recorded purges')
  },

  'keeps everything when told to': async ({ open }) => {
    const first = await open({ retention: false })
    await logOldAndNew(first)
    await first.close()
    const store = await open({ retention: false })
    checkEqual((await storedIds(store)).length, 6, 'the number of entries')
    checkEqual(await store.purges(), [], 'the recorded purges')
  },
}
