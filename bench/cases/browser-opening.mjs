import { Browser } from '../browser/browser.mjs'
import { contestants, queryable } from '../browser/contestants.mjs'
import { copyProfile, filled, withTrail } from '../browser/filled.mjs'
import { race } from '../browser/race.mjs'
import { site } from '../browser/site.mjs'
import { journalNote, longestJournal } from '../longest-journal.mjs'

// A peer that takes as many milliseconds has one turn.
const slow = 1500

const common = { goal: 'e', runtime: 'Chromium', unit: 'ms', better: 'less' }

/** Opening in a new page, up to the first answer: the latest hundred entries. */
export default async function run(context) {
  if (context.quick) {
    return [
      await measure(context, { count: 1000, rounds: 2, names: queryable }),
      await measure(context, { count: 10_000, rounds: 2, names: queryable }),
      await measureJournal(context, 10_000),
    ]
  }
  return [
    await measure(context, { count: 1000, rounds: 3, names: [...queryable, 'idb-keyval'] }),
    await measure(context, { count: 100_000, rounds: 4, names: [...queryable, 'idb-keyval'] }),
    await measureJournal(context, 100_000),
    await measure(context, { count: 1_000_000, rounds: 3, names: [], short: true }),
  ]
}

async function measure(context, { count, rounds, names, short = false }) {
  const found = await race(context, {
    racers: contestants('ours', 'ours, default', 'bare-image', ...names),
    rounds,
    profile: ({ key }) => profileOf(context, key, { count, short }),
    start: async () => {},
    sample: open,
    slow,
  })
  return {
    ...common,
    what: `open and first answer, ${count.toLocaleString('en')} entries${short ? ' of short values' : ''}, after a checkpoint`,
    contestants: found,
    targets: count === 100_000 ? [{ of: 'limit', atMost: 1.5 }] : [],
    note: short
      ? 'Values are cut to 60 characters. Peers take too long to fill.'
      : `A peer that takes longer than ${slow / 1000} seconds has one turn.`,
  }
}

async function measureJournal(context, count) {
  const found = await race(context, {
    racers: contestants('ours, journal', 'ours, default, journal', 'bare-image'),
    rounds: 3,
    profile: ({ key }) => profileOf(context, key, { count }),
    start: async () => {},
    sample: open,
  })
  return {
    ...common,
    what: `open and first answer, ${count.toLocaleString('en')} entries, with the longest journal behind patches and image`,
    contestants: found,
    targets: [{ of: 'limit', atMost: 4 }],
    note: journalNote(count),
  }
}

async function open({ browser, trail }) {
  await browser.turnPage()
  const time = await browser.call('firstAnswer', trail)
  // Without `close()`, which might tidy up what the next turn is to find.
  return time
}

function profileOf(context, key, { count, short }) {
  if (key.endsWith('journal')) return withLongestJournal(context, key, count)
  if (key === 'bare-image') return withImage(context, count, short)
  return filled(context, key, count, { short }).then(({ profile }) => profile)
}

/** The image of ours as one value of IndexedDB. */
function withImage(context, count, short) {
  return context.place.shared(`bare-image-${count}`, async (folder) => {
    const { profile } = await filled(context, 'ours', count, { short })
    copyProfile(profile, folder)
    await withTrail(context, 'ours', folder, (browser) => browser.call('copyImage'))
    return folder
  })
}

/** Each entry of the journal is logged by itself, which makes it the longest to read, and there is no clean end. */
async function withLongestJournal(context, key, count) {
  const { inImage, patches, inJournal } = longestJournal(count)
  const made = await context.place.shared(`journal-${count}`, async (profile) => {
    await withTrail(context, 'ours', profile, async (browser) => {
      let end = 0
      for (const more of [inImage, ...patches]) {
        await browser.call('fill', { first: end, end: (end += more) })
        await browser.call('checkpoint')
      }
      await browser.call('manyCallers', { size: inJournal, callers: 1, round: 0 })
    })
    await checkLayout(context, profile, { inJournal, patches: patches.length })
    return profile
  })
  if (key === 'ours, journal') return made
  const copy = context.place.folder('journal')
  copyProfile(made, copy)
  return copy
}

/** A pause of the machine while it was logged may have brought a patch, which would leave less to open. */
async function checkLayout(context, profile, expected) {
  const browser = await Browser.start(await site(context), profile)
  try {
    const found = JSON.stringify(await browser.call('layout'))
    if (found !== JSON.stringify(expected)) throw new Error(`The journal is not as long as it may be: ${found}.`)
  } finally {
    await browser.close()
  }
}
