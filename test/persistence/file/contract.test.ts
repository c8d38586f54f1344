import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AuditError } from '../../../src/error.js'
import { filePersistence } from '../../../src/persistence/file/file-persistence.js'
import { persistenceContract } from '../../../src/testing/index.js'

const faults: AuditError[] = []

const cases = persistenceContract({
  create: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tallystick-'))
    return {
      open: () => filePersistence({ file: join(folder, 'audit.db'), onFault: (fault) => void faults.push(fault) }),
      destroy: () => rm(folder, { recursive: true }),
    }
  },
})

describe('filePersistence', () => {
  for (const { name, run } of cases) {
    test(name, async () => {
      faults.length = 0
      await run()
      expect(faults).toEqual([])
    })
  }
})
