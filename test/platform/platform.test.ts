import { expect, test } from 'vitest'
import * as browser from '../../src/platform/browser.js'
import * as edge from '../../src/platform/edge.js'
import * as node from '../../src/platform/node.js'
import type { Platform } from '../../src/platform/platform.js'
import * as parts from '../../src/store/on-demand.js'

const platforms: Readonly<Record<string, Platform>> = { browser, edge, node }

test.each(Object.entries(platforms))('%s opens a memory where one is asked for', async (_, platform) => {
  const faults: unknown[] = []
  const persistence = await platform.openPersistence(
    { memory: true },
    (fault) => faults.push(fault),
    async () => parts,
  )
  await persistence.append(['frame'])
  expect(persistence.durable).toBe(false)
  expect(await persistence.isEmpty()).toBe(false)
  expect(faults).toEqual([])
  await persistence.close()
})
