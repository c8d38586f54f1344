import { type AuditEntryInput, type AuditStore, openAuditStore } from '../../../src/index.js'
import { filler, installTab } from './install-tab.js'

/** The step of entries that are old enough to be purged. */
const outdated = 'outdated'
const lastYear = Date.now() - 365 * 86_400_000
/** A replica that was left behind is told of a purge in another way than of an image, so half of the rounds have none. */
const purges = location.search === '?purge'

let name: string
let store: AuditStore
let fault: Error | undefined

installTab({
  async open(database) {
    name = database
    store = await openStore()
    // A tab that has asked once has a replica, which others then leave behind.
    await store.count()
  },
  append: async (id) => void (await store.log(entryOf(id))),
  compactor: async () => async () => {
    if (purges) await store.log({ ...entryOf(outdated), timestamp: lastYear })
    await store.checkpoint()
    if (purges) await store.cleanupOldEntries(30)
  },
  pull: () => steps(store),
  async frames() {
    await using fresh = await openStore()
    // Whoever was to purge may have been killed before.
    if (purges) await fresh.cleanupOldEntries(30)
    return await steps(fresh)
  },
})

function openStore(): Promise<AuditStore> {
  return openAuditStore({ name, retention: false, onFault: (first) => (fault ??= first) })
}

/** An entry known by its step: its id is the store's own, so that one that was kept twice is seen twice. */
function entryOf(stepId: string): AuditEntryInput {
  return { sessionId: 'torture', stepId, toolName: 'write', parameters: { filler }, riskLevel: 'moderate' }
}

async function steps(from: AuditStore): Promise<readonly string[]> {
  if (fault) throw fault
  const found = (await from.query({ limit: 1_000_000 })).map(({ stepId }) => stepId)
  if (found.includes(outdated)) throw new Error('An entry that was purged is there')
  return found
}
