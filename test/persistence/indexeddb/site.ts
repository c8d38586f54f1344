import { cdp } from 'vitest/browser'
import { deleteDatabase, newName, openRaw } from './place.js'

/** Bytes that this page may store while a test is about room; more than those tests need. */
const room = 64 * 1024 * 1024

/** What a person does in the browser's settings: every connection of the site is cut, and its databases are gone. */
export async function clearSiteData(): Promise<void> {
  const { origin } = globalThis.location
  await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
}

/**
 * Gives this page a small quota. Chromium asks once how much room is left, and counts down from there for half a minute
 * while a database of the page is open, so the site data goes too.
 */
export async function limitQuota(): Promise<void> {
  await setQuota(room)
  await clearSiteData()
}

/** Gives this page the quota back that the browser would give it. */
export async function restoreQuota(): Promise<void> {
  await setQuota()
  await clearSiteData()
}

/** Takes the room away that `limitQuota()` gave, and resolves with what gives it back. */
export async function exhaustQuota(): Promise<() => Promise<void>> {
  await setQuota(1)
  await askForMoreThanRoom()
  return () => setQuota(room)
}

async function setQuota(quotaSize?: number): Promise<void> {
  const { origin } = globalThis.location
  await cdp().send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize !== undefined && { quotaSize }) })
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
