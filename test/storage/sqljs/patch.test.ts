import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { memoryPersistence } from '../../../src/persistence/memory/memory.js'
import type { Persistence, StoredImage } from '../../../src/persistence/persistence.js'
import type { AuditRecord } from '../../../src/record/record.js'
import type { Database } from '../../../src/storage/sqljs/database.js'
import { loadEngine } from '../../../src/storage/sqljs/engine.js'
import { selectRows } from '../../../src/storage/sqljs/select.js'
import { opened, type Opened, place, row, wasm } from './place.js'

const everything = { order: 'asc', limit: Infinity, offset: 0 } as const
const open: Opened[] = []

afterEach(async () => {
  for (const { storage } of open.splice(0)) await storage.close()
})

async function openAt(here: ReturnType<typeof place>): Promise<Opened> {
  const one = await here.open()
  open.push(one)
  return one
}

/** Entries of a kilobyte or so, over a few sessions and tools. */
function entries(count: number): AuditRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'entry',
    row: row({
      session_id: `session-${index % 7}`,
      tool_name: `tool-${index % 13}`,
      parameters: JSON.stringify({ text: 'x'.repeat((index * 37) % 2_000) }),
    }),
  }))
}

async function imageOf(persistence: Persistence): Promise<StoredImage> {
  const image = await persistence.readImage()
  expect(image).not.toBeNull()
  return image as StoredImage
}

async function withImage<T>({ bytes }: StoredImage, look: (db: Database) => T): Promise<T> {
  const db = (await loadEngine(wasm)).open(bytes)
  try {
    return look(db)
  } finally {
    db.close()
  }
}

describe('a patch', () => {
  test('costs what is new, and gives the database that there is', async () => {
    const here = place()
    const { storage, persistence } = await openAt(here)
    await storage.append(entries(4_000))
    await storage.checkpoint()
    const whole = await imageOf(persistence)
    await storage.append(entries(100))
    await storage.checkpoint()
    const image = await imageOf(persistence)
    expect(image).toMatchObject({ generation: whole.generation, patches: 1 })
    expect(image.patchedBytes).toBeLessThan(whole.bytes.length / 4)
    const rows = await storage.query(everything)
    expect(rows).toHaveLength(4_100)
    const found = await withImage(image, (db) => [db.value('PRAGMA integrity_check'), selectRows(db, everything)])
    expect(found).toEqual(['ok', rows])
    const other = await openAt(here)
    expect(await other.storage.query(everything)).toEqual(rows)
  })

  test('gives way to a whole image before patches outgrow it', async () => {
    const { storage, persistence } = await openAt(place())
    await storage.append(entries(1_000))
    await storage.checkpoint()
    const generations = new Set<number>()
    for (let round = 0; round < 20; round += 1) {
      await storage.append(entries(100))
      await storage.checkpoint()
      const { generation, patchedBytes, bytes } = await imageOf(persistence)
      generations.add(generation)
      expect(patchedBytes).toBeLessThanOrEqual(bytes.length / 2)
    }
    expect(generations.size).toBeGreaterThan(1)
    expect(generations.size).toBeLessThan(10)
  })

  test('comes of what a purge left, too', async () => {
    const here = place()
    const { storage, persistence } = await openAt(here)
    await storage.append(entries(2_000))
    await storage.append([{ kind: 'entry', row: row({ timestamp: '2020-01-01T00:00:00.000000+00:00' }) }])
    const rule = { rule: 'days:30', before: '2021-01-01T00:00:00.000000+00:00', sparesForeign: false }
    await storage.purge([rule], { keepSome: true })
    await storage.append(entries(50))
    await storage.checkpoint()
    const image = await imageOf(persistence)
    expect(image.patches).toBe(1)
    expect(
      await withImage(image, (db) => [db.value('PRAGMA integrity_check'), selectRows(db, everything).length]),
    ).toEqual(['ok', 2_050])
  })

  test('lies over what somebody else added meanwhile', async () => {
    const here = place()
    const [one, two] = [await openAt(here), await openAt(here)]
    await one.storage.append(entries(2_000))
    await one.storage.checkpoint()
    for (const { storage } of [one, two, one]) {
      await storage.append(entries(20))
      // Neither is behind, so that neither reads the image again by itself.
      expect(await one.storage.count({})).toBe(await two.storage.count({}))
      await storage.checkpoint()
    }
    const image = await imageOf(one.persistence)
    expect(image).toMatchObject({ generation: 1, patches: 3 })
    const rows = await two.storage.query(everything)
    expect(rows).toHaveLength(2_060)
    expect(await withImage(image, (db) => [db.value('PRAGMA integrity_check'), selectRows(db, everything)])).toEqual([
      'ok',
      rows,
    ])
  })

  test('is not made where the replica grew from another image than the newest', async () => {
    const here = place()
    const [one, two] = [await openAt(here), await openAt(here)]
    await one.storage.append(entries(1_000))
    await one.storage.checkpoint()
    expect(await two.storage.count({})).toBe(1_000)
    await one.storage.append(entries(10))
    await one.storage.checkpoint()
    await two.storage.append(entries(10))
    expect(await two.storage.count({})).toBe(1_020)
    await two.storage.checkpoint()
    await one.storage.append(entries(10))
    await one.storage.checkpoint()
    const image = await imageOf(one.persistence)
    const rows = await two.storage.query(everything)
    expect(rows).toHaveLength(1_030)
    expect(await withImage(image, (db) => [db.value('PRAGMA integrity_check'), selectRows(db, everything)])).toEqual([
      'ok',
      rows,
    ])
  })
})

describe('where other programs read the image', () => {
  const published = (): Persistence => {
    const inner = memoryPersistence()
    return Object.defineProperty(inner, 'published', { value: true })
  }

  test('a checkpoint leaves a whole one, and so does the end where it is small', async () => {
    const persistence = published()
    const { storage } = await opened(persistence)
    await storage.append(entries(500))
    await storage.checkpoint()
    await storage.append(entries(10))
    await storage.checkpoint()
    expect(await imageOf(persistence)).toMatchObject({ generation: 2, patches: 0 })
    await storage.close()
  })
})

test('an image with its patches is the database, whatever was done between them', async () => {
  const step = fc.oneof(
    fc.record({ what: fc.constant('append' as const), count: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ what: fc.constant('settle' as const), count: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ what: fc.constant('checkpoint' as const), count: fc.constant(0) }),
    fc.record({ what: fc.constant('question' as const), count: fc.constant(0) }),
    fc.record({ what: fc.constant('reopen' as const), count: fc.constant(0) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 20 }), async (steps) => {
      const here = place()
      let now = await here.open()
      await now.storage.append(entries(300))
      await now.storage.checkpoint()
      for (const { what, count } of steps) {
        if (what === 'append') await now.storage.append(entries(count))
        if (what === 'settle') await now.storage.append(settled(count))
        if (what === 'checkpoint') await now.storage.checkpoint()
        if (what === 'question') await now.storage.summarize({}, 'tool')
        if (what === 'reopen') await now.storage.close()
        if (what === 'reopen') now = await here.open()
      }
      const rows = await now.storage.query(everything)
      await now.storage.checkpoint()
      const image = await imageOf(now.persistence)
      const found = await withImage(image, (db) => [db.value('PRAGMA integrity_check'), selectRows(db, everything)])
      expect(found).toEqual(['ok', rows])
      await now.storage.close()
    }),
    { numRuns: 40 },
  )
})

/** Intents and, behind them, their outcomes: rows that are changed in place. */
function settled(count: number): AuditRecord[] {
  const rows = Array.from({ length: count }, () => row({ outcome: 'pending', success: 0, result: null }))
  const outcomes = rows.map((each) => ({
    ...each,
    outcome: 'succeeded',
    success: 1,
    result: '"x"',
    settled_at: each.created_at,
  }))
  return [
    ...rows.map((each) => ({ kind: 'intent', row: each }) as const),
    ...outcomes.map((each) => ({ kind: 'outcome', row: each }) as unknown as AuditRecord),
  ]
}
