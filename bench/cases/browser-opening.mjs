import { contestants, queryable } from '../browser/contestants.mjs'
import { copyProfile, filled, withTrail } from '../browser/filled.mjs'
import { race } from '../browser/race.mjs'

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
    await measure(context, { count: 1000, rounds: 5, names: [...queryable, 'idb-keyval'] }),
    await measure(context, { count: 100_000, rounds: 5, names: [...queryable, 'idb-keyval'] }),
    await measureJournal(context, 100_000),
    await measure(context, { count: 1_000_000, rounds: 3, names: ['sqlite-wasm'], short: true }),
  ]
}

async function measure(context, { count, rounds, names, short = false }) {
  const found = await race(context, {
    racers: contestants('ours', 'bare-image', ...names),
    rounds,
    profile: ({ key }) => profileOf(context, key, { count, short }),
    start: async () => {},
    sample: open,
    slow: 5000,
  })
  return {
    ...common,
    what: `open and first answer, ${count.toLocaleString('en')} entries, after a checkpoint`,
    contestants: found,
    targets: count === 100_000 ? [{ of: 'limit', atMost: 1.5 }] : [],
    note: short ? 'Values are cut to 60 characters. The others take too long to fill.' : undefined,
  }
}

async function measureJournal(context, count) {
  const found = await race(context, {
    racers: contestants('ours, journal', 'bare-image'),
    rounds: 3,
    profile: ({ key }) => profileOf(context, key, { count }),
    start: async () => {},
    sample: open,
  })
  return {
    ...common,
    what: `open and first answer, ${count.toLocaleString('en')} entries, a third of them in the journal`,
    contestants: found,
    targets: [{ of: 'limit', atMost: 4 }],
    note: 'The longest journal that the policy allows, each entry logged by itself, and no clean end.',
  }
}

async function open({ browser, trail }) {
  await browser.turnPage()
  const time = await browser.call('firstAnswer', trail)
  // Without `close()`, which might tidy up what the next turn is to find.
  return time
}

function profileOf(context, key, { count, short }) {
  if (key === 'ours, journal') return withLongestJournal(context, count)
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

/** As many entries in the journal as it may hold before an image is due, each logged by itself, and no clean end. */
function withLongestJournal(context, count) {
  return context.place.shared(`longest-journal-${count}`, async (profile) => {
    const inImage = Math.ceil((count * 2) / 3)
    await withTrail(context, 'ours', profile, async (browser) => {
      await browser.call('fill', { end: inImage })
      await browser.call('checkpoint')
      await browser.call('manyCallers', { size: count - inImage - 1, callers: 1, round: 0 })
    })
    return profile
  })
}
