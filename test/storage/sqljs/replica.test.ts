import { afterEach, describe, expect, test, vi } from 'vitest'
import type { AuditRow } from '../../../src/entry/row.js'
import { memoryPersistence } from '../../../src/persistence/memory/memory.js'
import { encodeRecord } from '../../../src/record/codec.js'
import type { AuditRecord } from '../../../src/record/record.js'
import { loadEngine } from '../../../src/storage/sqljs/engine.js'
import { isForeign, readPlace } from '../../../src/storage/sqljs/origin.js'
import { Replica } from '../../../src/storage/sqljs/replica.js'
import { sqljsStorage } from '../../../src/storage/sqljs/sqljs.js'
import { loadReadingSide, type Opened, type Place, place, row, wasm } from './place.js'

const everything = { order: 'asc', limit: Infinity, offset: 0 } as const
const at = (second: number): string => `2026-11-23T07:38:${String(second).padStart(2, '0')}.000000+00:00`
const entry = (given: AuditRow): AuditRecord => ({ kind: 'entry', row: given })
const rule = (second: number, more: object = {}): { rule: string; before: string; sparesForeign: boolean } => ({
  rule: `before:${second}`,
  before: at(second),
  sparesForeign: false,
  ...more,
})

const openNow: Opened[] = []
afterEach(async () => {
  for (const { storage } of openNow.splice(0)) await storage.close()
})

async function open(here: Place, now?: () => number): Promise<Opened> {
  const opened = await here.open(now)
  openNow.push(opened)
  return opened
}

describe('logging', () => {
  test('never asks for SQLite below the threshold', async () => {
    const loadWasm = vi.fn<typeof wasm>(wasm)
    const persistence = memoryPersistence()
    const storage = sqljsStorage({ persistence, loadReadingSide, loadWasm, onFault: fail, now: Date.now })
    await storage.open()
    for (let batch = 0; batch < 5; batch += 1) {
      await storage.append(Array.from({ length: 1_000 }, () => entry(row())))
    }
    await storage.flush()
    await storage.close()
    expect(loadWasm).not.toHaveBeenCalled()
  })

  test('has an image written once the journal outgrows it', async () => {
    const here = place()
    const { storage, persistence, faults } = await open(here)
    for (let batch = 0; batch < 6; batch += 1) {
      await storage.append(Array.from({ length: 1_000 }, () => entry(row())))
    }
    await vi.waitFor(async () => expect(await persistence.readImage()).not.toBeNull(), { timeout: 10_000 })
    expect(await storage.count({})).toBe(6_000)
    await storage.append([entry(row())])
    const next = await open(here)
    expect(await next.storage.count({})).toBe(6_001)
    expect(faults).toEqual([])
  })
})

describe('reading', () => {
  test('tells the next time what could not be told', async () => {
    const persistence = memoryPersistence()
    const replica = new Replica({ persistence, loadWasm: wasm, onFault: fail })
    await replica.sync(async () => {})
    const added = row()
    await persistence.append([encodeRecord(entry(added))])
    await expect(replica.sync(() => Promise.reject(new Error('nobody is there')))).rejects.toThrow('nobody is there')
    const told: string[] = []
    await replica.sync(async ({ changed }) => void told.push(...changed))
    await replica.sync(async ({ changed }) => void told.push(...changed))
    expect(told).toEqual([added.id])
    replica.close()
  })

  test('sees what was appended before it, however many read at once', async () => {
    const here = place()
    const { storage } = await open(here)
    const other = await open(here)
    for (let round = 1; round <= 20; round += 1) {
      await other.storage.append([entry(row())])
      const early = storage.count({})
      await other.storage.append([entry(row())])
      expect(await Promise.all([early, storage.count({}), storage.count({})])).toEqual([
        expect.toSatisfy((count: number) => count >= round * 2 - 1),
        round * 2,
        round * 2,
      ])
    }
  })

  test('goes on after another wrote images', async () => {
    const here = place()
    const { storage } = await open(here)
    const other = await open(here)
    const rows = [row(), row(), row()]
    await storage.append(rows.slice(0, 1).map(entry))
    expect(await storage.query(everything)).toEqual(rows.slice(0, 1))
    await storage.append(rows.slice(1).map(entry))
    await other.storage.checkpoint()
    expect(await storage.query(everything)).toEqual(rows)
    await storage.checkpoint()
    expect(await other.storage.query(everything)).toEqual(rows)
  })

  test('skips what is no record, and says so', async () => {
    const { storage, persistence, faults } = await open(place())
    await persistence.append([
      '{"v":1,"kind":',
      '{"v":1,"kind":"entry"}',
      '{"v":1,"kind":"riddle","row":{"id":"x"}}',
      '[]',
    ])
    const kept = row()
    await storage.append([entry(kept)])
    expect(await storage.query(everything)).toEqual([kept])
    expect(faults.map(({ code }) => code)).toEqual(Array(4).fill('JOURNAL_DAMAGED'))
  })

  test('stops at a record of a newer version, at opening too', async () => {
    const persistence = memoryPersistence()
    await persistence.append(['{"v":2,"kind":"entry"}'])
    const newer = sqljsStorage({ persistence, loadReadingSide, loadWasm: wasm, onFault: fail, now: Date.now })
    await expect(newer.open()).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    await expect(newer.count({})).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    await newer.close()
  })

  test('is refused after closing', async () => {
    const { storage } = await place().open()
    await storage.close()
    await storage.close()
    for (const use of [
      () => storage.count({}),
      () => storage.append([]),
      () => storage.checkpoint(),
      () => storage.open(),
    ]) {
      await expect(use()).rejects.toMatchObject({ code: 'STORE_CLOSED' })
    }
  })
})

describe('purging', () => {
  const secret = 'unmistakable-secret'
  const rows = [1, 2, 3, 4].map((second) => row({ timestamp: at(second), parameters: `{"s":"${secret}-${second}"}` }))

  test('removes rows and bytes for all who have the place open, and says so once', async () => {
    const here = place()
    const now = Date.parse('2026-11-24T00:00:00Z')
    const { storage, persistence } = await open(here, () => now)
    const other = await open(here, () => now)
    await storage.append(rows.map(entry))
    expect(await other.storage.count({})).toBe(4)
    await storage.checkpoint()
    const purges = await storage.purge([rule(2), rule(4)], { keepSome: false })
    expect(purges.map(({ rule: name, count }) => [name, count])).toEqual([
      ['before:2', 1],
      ['before:4', 2],
    ])
    expect(await other.storage.query(everything)).toEqual(rows.slice(3))
    expect(await other.storage.purges()).toEqual(purges.toReversed())
    expect(await other.storage.purge([rule(4)], { keepSome: false })).toEqual([])
    const bytes = Buffer.from((await persistence.readImage())?.bytes ?? [])
    expect([1, 2, 3, 4].map((second) => bytes.includes(`${secret}-${second}`))).toEqual([false, false, false, true])
  })

  test('waits while nothing would be left, and goes by risk', async () => {
    const { storage } = await open(place())
    const critical = row({ timestamp: at(1), risk_level: 'critical' })
    await storage.append([entry(critical), entry(row({ timestamp: at(1) }))])
    expect(await storage.purge([rule(9)], { keepSome: true })).toEqual([])
    const rules = [rule(9, { riskLevel: ['safe'] })]
    expect(await storage.earliest([...rules, rule(9, { riskLevel: ['moderate'] })])).toEqual([at(1), null])
    expect(await storage.purge(rules, { keepSome: true })).toMatchObject([{ count: 1 }])
    expect(await storage.query(everything)).toEqual([critical])
  })

  test('spares imported entries where it is told to', async () => {
    const { storage } = await open(place())
    const imported = row({ timestamp: at(1) })
    await storage.append([{ kind: 'entry', row: imported, imported: true }, entry(row({ timestamp: at(1) }))])
    const sparing = rule(9, { sparesForeign: true })
    expect(await storage.purge([sparing], { keepSome: false })).toMatchObject([{ count: 1 }])
    expect(await storage.query(everything)).toEqual([imported])
    expect(await storage.earliest([sparing])).toEqual([null])
    expect(await storage.purge([rule(9)], { keepSome: false })).toMatchObject([{ count: 1 }])
  })

  test('keeps every row when the image cannot be replaced, and reports them once when it can', async () => {
    const persistence = memoryPersistence()
    const opened = sqljsStorage({ persistence, loadReadingSide, loadWasm: wasm, onFault: fail, now: Date.now })
    await opened.append(rows.map(entry))
    const refusal = vi.spyOn(persistence, 'writeImage').mockResolvedValue(null)
    await expect(opened.purge([rule(3)], { keepSome: false })).rejects.toMatchObject({ code: 'DATABASE_BUSY' })
    expect(await opened.query(everything)).toEqual(rows)
    expect(await opened.purges()).toEqual([])
    await expect(opened.checkpoint()).rejects.toMatchObject({ code: 'DATABASE_BUSY' })
    refusal.mockRestore()
    expect(await opened.purge([rule(3)], { keepSome: false })).toMatchObject([{ count: 2 }])
    expect(await opened.query(everything)).toEqual(rows.slice(2))
    await opened.close()
  })
})

describe('an image and a purge', () => {
  test('come about however often others were faster with images of theirs', async () => {
    const here = place()
    const { storage, persistence } = await open(here)
    const other = await open(here)
    const write = persistence.writeImage.bind(persistence)
    let faster = 0
    vi.spyOn(persistence, 'writeImage').mockImplementation(async (image) => {
      if (faster > 0) {
        faster -= 1
        await other.storage.append([entry(row({ timestamp: at(9) }))])
        await other.storage.checkpoint()
        await other.storage.append([entry(row({ timestamp: at(9) }))])
      }
      return write(image)
    })
    await storage.append([1, 2, 3, 4].map((second) => entry(row({ timestamp: at(second) }))))
    faster = 8
    await storage.checkpoint()
    expect(faster).toBe(0)
    faster = 8
    expect(await storage.purge([rule(3)], { keepSome: false })).toMatchObject([{ count: 2 }])
    expect(faster).toBe(0)
    expect(await other.storage.count({})).toBe(2 + 2 * 16)
  })
})

describe('an exported image', () => {
  test('holds the rows that match and no trace of the others', async () => {
    const { storage } = await open(place())
    const kept = row({ session_id: 'kept', error: 'kept-bytes' })
    await storage.append([entry(kept), entry(row({ agent_id: 'gone-bytes', error: 'gone-bytes' }))])
    const bytes = Buffer.from(await storage.image({ sessionId: ['kept'] }))
    expect(bytes.includes('kept-bytes')).toBe(true)
    expect(bytes.includes('gone-bytes')).toBe(false)
    expect(await storage.count({})).toBe(2)
  })

  test('is foreign where it is opened, with no place in a journal', async () => {
    const { storage } = await open(place())
    await storage.append([entry(row())])
    await storage.checkpoint()
    const db = (await loadEngine(wasm)).open(await storage.image({}))
    expect([isForeign(db), readPlace(db)]).toEqual([true, null])
    expect(db.value('SELECT count(*) FROM agent_audit')).toBe(1)
    db.close()
  })
})

function fail(fault: Error): never {
  throw fault
}
