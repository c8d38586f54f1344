import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Persistence } from '../../../src/persistence/persistence.js'
import { everyFrame, Replica } from '../../../src/testing/persistence/replica.js'
import { deleteDatabase, newName, open, openRaw } from './place.js'
import { clearSiteData } from './site.js'
import { loseConnection } from './transactions.js'

describe('a connection', () => {
  let name: string
  let persistence: Persistence

  beforeEach(async () => {
    name = newName()
    persistence = await open(name)
  })

  afterEach(async () => {
    await persistence.close()
    await deleteDatabase(name)
  })

  test('lets another tab delete the database, and goes on in a new one', async () => {
    await persistence.append(['"lost with the database"'])
    await deleteDatabase(name)
    await persistence.append(['"after"'])
    expect(await everyFrame(persistence)).toEqual(['"after"'])
  })

  test('heals when the browser cuts it, in the middle of appends and reads', async () => {
    await persistence.append(['"before"'])
    const appends = Array.from({ length: 50 }, (_, index) => persistence.append([`"during ${index}"`]))
    const cut = clearSiteData()
    const reads = [persistence.isEmpty(), persistence.readImage()]
    await Promise.all([...appends, ...reads, cut])
    await persistence.append(['"after"'])
    expect(await everyFrame(persistence)).toContain('"after"')
  })

  test('heals for who appends and reads one after another, whenever the browser cuts it', async () => {
    const end = new AbortController()
    const untilEnd = async (work: () => Promise<unknown>): Promise<void> => {
      while (!end.signal.aborted) await work()
    }
    const appending = untilEnd(() => persistence.append(['"during"']))
    const reading = untilEnd(() => persistence.isEmpty())
    for (let cuts = 0; cuts < 5; cuts += 1) {
      await persistence.append(['"between"'])
      await clearSiteData()
    }
    end.abort()
    await Promise.all([appending, reading])
    await persistence.append(['"after"'])
    expect(await everyFrame(persistence)).toContain('"after"')
  })

  test('tells a replica of a deleted database that it is stale, also when the new one has come as far', async () => {
    await persistence.append(['"one"'])
    await persistence.append(['"two"'])
    const { position } = await Replica.open(persistence)
    await deleteDatabase(name)
    for (const frame of ['"three"', '"four"', '"five"']) await persistence.append([frame])
    expect(await persistence.readJournal(position)).toEqual({ stale: true })
    expect(await persistence.writeImage({ bytes: new Uint8Array(1), position, purge: true })).toBeNull()
    expect(await everyFrame(persistence)).toEqual(['"three"', '"four"', '"five"'])
  })

  test('lets a newer version upgrade the database, then rejects with DATABASE_NEWER', async () => {
    await persistence.append(['"one"'])
    const newer = await openRaw(name, 2)
    await expect(persistence.append(['"two"'])).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    await expect(open(name)).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    newer.close()
  })

  test('is reopened when it was closed without a word', async () => {
    loseConnection(2)
    await persistence.append(['"one"'])
    expect(await everyFrame(persistence)).toEqual(['"one"'])
  })

  test('that is lost again and again makes an append fail, and the next one tries anew', async () => {
    loseConnection(3)
    await expect(persistence.append(['"one"'])).rejects.toMatchObject({
      code: 'STORAGE_FAILED',
      cause: { name: 'InvalidStateError' },
    })
    await persistence.append(['"two"'])
    expect(await everyFrame(persistence)).toEqual(['"two"'])
  })
})

describe('a database of the same name', () => {
  test('that holds something else is DATABASE_FOREIGN, and stays as it is', async () => {
    const name = newName()
    const other = await openRaw(name, 3, (db) => db.createObjectStore('keyval').put('theirs', 'key'))
    await expect(open(name)).rejects.toMatchObject({ code: 'DATABASE_FOREIGN' })
    expect([other.version, ...other.objectStoreNames]).toEqual([3, 'keyval'])
    const request = other.transaction('keyval').objectStore('keyval').get('key')
    await new Promise((resolve) => (request.onsuccess = resolve))
    expect(request.result).toBe('theirs')
    other.close()
    await deleteDatabase(name)
  })
})
