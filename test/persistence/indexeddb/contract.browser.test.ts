import { afterAll, beforeAll, describe, test } from 'vitest'
import { persistenceContract } from '../../../src/testing/index.js'
import { deleteDatabase, newName, open } from './place.js'
import { exhaustQuota, limitQuota, restoreQuota } from './site.js'

const cases = persistenceContract({
  faults: true,
  async create() {
    const name = newName()
    return { open: () => open(name), destroy: () => deleteDatabase(name), breakAppends: exhaustQuota }
  },
})

describe('indexedDbPersistence', () => {
  beforeAll(limitQuota)
  afterAll(restoreQuota)

  for (const { name, run } of cases) test(name, run)
})
