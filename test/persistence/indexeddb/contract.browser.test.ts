import { describe, test } from 'vitest'
import { persistenceContract } from '../../../src/testing/index.js'
import { deleteDatabase, newName, open } from './place.js'
import { exhaustQuota, limitQuota } from './quota.js'

const cases = persistenceContract({
  faults: true,
  async create() {
    await limitQuota()
    const name = newName()
    return { open: () => open(name), destroy: () => deleteDatabase(name), breakAppends: exhaustQuota }
  },
})

describe('indexedDbPersistence', () => {
  for (const { name, run } of cases) test(name, run)
})
