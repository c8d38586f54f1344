import { cpSync } from 'node:fs'
import { basename } from 'node:path'
import { Browser } from './browser.mjs'
import { contestants } from './contestants.mjs'
import { site } from './site.mjs'

/**
 * The profile in which a contestant holds `count` entries, after a checkpoint, with the milliseconds that the import took
 * and the bytes stored. Made at the first call, and shared by the cases of a run, which only read it.
 */
export function filled(context, key, count, { short = false } = {}) {
  if (key.startsWith('ours, ')) return copyOf(context, key, count, { short })
  return context.place.shared(nameOf('filled', key, count, short), async (profile) => {
    const time = await withTrail(context, key, profile, async (browser) => {
      const taken = await browser.call('fill', { end: count, short })
      await browser.call('checkpoint')
      await browser.call('close')
      return taken
    })
    return { profile, time, stored: await storedIn(context, profile) }
  })
}

/** The same trail of ours, for one who has it open at the same time with other options. */
function copyOf(context, key, count, { short }) {
  return context.place.shared(nameOf('copy', key, count, short), async (profile) => {
    const original = await filled(context, 'ours', count, { short })
    copyProfile(original.profile, profile)
    return { ...original, profile }
  })
}

function nameOf(kind, key, count, short) {
  return `${kind}-${key.replaceAll(/\W+/g, '-')}-${count}${short ? '-short' : ''}`
}

/** Copies a profile that nobody has open. */
export function copyProfile(from, to) {
  cpSync(from, to, { recursive: true, filter: (path) => !basename(path).startsWith('Singleton') })
}

/** What `work` gives, done in a browser on this profile with the contestant's trail open. */
export async function withTrail(context, key, profile, work) {
  const browser = await Browser.start(await site(context), profile)
  try {
    const [{ module, options }] = contestants(key)
    await browser.call('open', { module, options })
    return await work(browser)
  } finally {
    await browser.close()
  }
}

/** Bytes in a profile that nobody has open, once its databases were opened again and tidied up. */
async function storedIn(context, profile) {
  const browser = await Browser.start(await site(context), profile)
  const bytes = browser.stored()
  await browser.close()
  return bytes
}
