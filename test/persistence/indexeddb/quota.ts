import { cdp } from 'vitest/browser'
import { deleteDatabase, newName, openRaw } from './place.js'

/** Bytes that this page may store while it tests how a quota is met; more than its tests need. */
const room = 64 * 1024 * 1024

/**
 * Gives this page a small quota, which it has to have before it opens its first database: Chromium asks for the room
 * that is left once, and counts down from there for half a minute.
 */
export function limitQuota(): Promise<void> {
  return setQuota(room)
}

/** Takes the room away, and resolves with what gives it back. */
export async function exhaustQuota(): Promise<() => Promise<void>> {
  await setQuota(1)
  await askForMoreThanRoom()
  return limitQuota
}

async function setQuota(quotaSize: number): Promise<void> {
  await cdp().send('Storage.overrideQuotaForOrigin', { origin: globalThis.location.origin, quotaSize })
}

/** Writes more than there was room for, which makes Chromium ask anew what is left. */
async function askForMoreThanRoom(): Promise<void> {
  const name = newName()
  const db = await openRaw(name, 1, (made) => made.createObjectStore('ballast', { autoIncrement: true }))
  const transaction = db.transaction('ballast', 'readwrite')
  transaction.objectStore('ballast').add(new Uint8Array(room))
  await new Promise<void>((resolve, reject) => {
    transaction.onabort = () => resolve()
    transaction.oncomplete = () => reject(new Error('The quota was not met'))
  })
  db.close()
  await deleteDatabase(name)
}
