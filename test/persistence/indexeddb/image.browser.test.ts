import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AuditError } from '../../../src/error.js'
import type { Persistence } from '../../../src/persistence/persistence.js'
import { everyFrame, Replica } from '../../../src/testing/persistence/replica.js'
import { deleteDatabase, newName, open, openRaw } from './place.js'
import { cutBeforeNews, stealChunks } from './transactions.js'

describe('image and journal in IndexedDB', () => {
  let name: string
  let persistence: Persistence
  let faults: AuditError[]

  beforeEach(async () => {
    name = newName()
    faults = []
    persistence = await open(name, (fault) => faults.push(fault))
  })

  afterEach(async () => {
    await persistence.close()
    await deleteDatabase(name)
  })

  test('an image takes the journal that it covers out of the database, and no key comes again', async () => {
    await persistence.append(['"one"'])
    await persistence.append(['"two"'])
    await (await Replica.open(persistence)).checkpoint()
    expect(await keysOf(name, 'journal')).toEqual([])
    await persistence.append(['"three"'])
    expect(await keysOf(name, 'journal')).toEqual([3])
  })

  test('an image leaves no chunk of the one before, nor of a writer that was killed', async () => {
    await putRaw(name, 'image', new Uint8Array(3), ['killed', 0])
    for (const frame of ['"one"', '"two"']) {
      await persistence.append([frame])
      await (await Replica.open(persistence)).checkpoint()
    }
    expect(await keysOf(name, 'image')).toHaveLength(1)
    expect(await everyFrame(persistence)).toEqual(['"one"', '"two"'])
  })

  test('an image that cannot be taken leaves no chunk', async () => {
    await persistence.append(['"one"'])
    const [left, right] = [await Replica.open(persistence), await Replica.open(persistence)]
    expect(await Promise.all([left.checkpoint(), right.checkpoint()])).toEqual([1, null])
    expect(await keysOf(name, 'image')).toHaveLength(1)
  })

  test('an image whose chunks another writer removed is not taken', async () => {
    await persistence.append(['"one"'])
    const replica = await Replica.open(persistence)
    stealChunks()
    expect(await replica.checkpoint()).toBeNull()
    expect(await everyFrame(persistence)).toEqual(['"one"'])
  })

  test('an image and a patch are taken, though the connection was cut before the news of it', async () => {
    const replica = await Replica.open(persistence)
    cutBeforeNews(2)
    await persistence.append(['"one"'])
    await replica.pull()
    expect(await replica.checkpoint()).toBe(1)
    await persistence.append(['"two"'])
    await replica.pull()
    expect(await replica.patch()).toBe(true)
    expect(await persistence.readImage()).toMatchObject({ generation: 1, patches: 1 })
    expect(await everyFrame(persistence)).toEqual(['"one"', '"two"'])
  })

  test('an image is there, though the connection was cut before the news of it again and again', async () => {
    await persistence.append(['"one"'])
    const replica = await Replica.open(persistence)
    // Each try finds that the one before was taken, and then hears nothing of its own.
    cutBeforeNews(3)
    await expect(replica.checkpoint()).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
    expect(await persistence.readImage()).toMatchObject({ generation: 1 })
    expect(await everyFrame(persistence)).toEqual(['"one"'])
  })

  test('an image with a missing chunk is DATABASE_INVALID', async () => {
    await persistence.append(['"one"'])
    await (await Replica.open(persistence)).checkpoint()
    const db = await openRaw(name)
    await done(db.transaction('image', 'readwrite'), (transaction) => transaction.objectStore('image').clear())
    db.close()
    await expect(persistence.readImage()).rejects.toMatchObject({ code: 'DATABASE_INVALID' })
  })

  test('a journal value that is no list of frames is skipped, kept aside and reported once', async () => {
    await persistence.append(['"one"'])
    await putRaw(name, 'journal', { torn: true })
    await persistence.append(['"two"'])
    expect(await everyFrame(persistence)).toEqual(['"one"', '"two"'])
    expect(await everyFrame(persistence)).toEqual(['"one"', '"two"'])
    expect(faults.map(({ code }) => code)).toEqual(['JOURNAL_DAMAGED'])
    await (await Replica.open(persistence)).checkpoint()
    expect(await keysOf(name, 'meta')).toContain('damaged:2')
  })
})

async function keysOf(name: string, store: string): Promise<IDBValidKey[]> {
  const db = await openRaw(name)
  const request = db.transaction(store).objectStore(store).getAllKeys()
  await new Promise((resolve) => (request.onsuccess = resolve))
  db.close()
  return request.result
}

async function putRaw(name: string, store: string, value: unknown, key?: IDBValidKey): Promise<void> {
  const db = await openRaw(name)
  await done(db.transaction(store, 'readwrite'), (transaction) => transaction.objectStore(store).put(value, key))
  db.close()
}

function done(transaction: IDBTransaction, body: (transaction: IDBTransaction) => void): Promise<void> {
  body(transaction)
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was aborted'))
  })
}
