import { cpSync, readFileSync, rmSync } from 'node:fs'
import { inspectorSite } from '../inspector/site.mjs'
import { Visitor } from '../inspector/visitor.mjs'
import { median, quantile } from '../rounds.mjs'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

/** What is done while the main thread is watched. */
const works = {
  scrolling: 'scrolling by wheel, scrollbar and PageDown',
  filtering: 'changing filters',
  logging: 'an agent in the page logging 1,000 entries a second',
}

/** `<audit-inspector>` over a trail that is there already, as somebody meets it who opens the page in a browser just started. */
export default async function run({ entries, place, quick }) {
  const count = quick ? 10_000 : 100_000
  const url = await inspectorSite(place.folder('inspector-site'), entries)
  const filled = place.folder('inspector-profile')
  await withVisitor(url, filled, (visitor) => visitor.call('fill', count))
  const rounds = []
  for (let round = 0; round < (quick ? 2 : 5); round++) {
    // What an agent logs in one round is not there in the next.
    const profile = place.folder('inspector-profile')
    cpSync(filled, profile, { recursive: true })
    rounds.push(await withVisitor(url, profile, look))
    rmSync(profile, { recursive: true, maxRetries: 3 })
  }
  return measurements(rounds).map((each) => measurement(`${count.toLocaleString('en')} entries: ${each.what}`, each))
}

async function look(visitor) {
  const shown = await visitor.call('shown')
  const filters = {}
  return {
    shown,
    filters,
    scrolling: await visitor.longestTask(() => visitor.scroll()),
    filtering: await visitor.longestTask(() => filter(visitor, filters)),
    logging: await visitor.longestTask(() => watch(visitor)),
  }
}

/** Lets an agent log in the same page, with the newest entries in view. */
async function watch(visitor) {
  await visitor.letGo()
  const perSecond = await visitor.call('agent', { perSecond: 1000, seconds: 5 })
  if (perSecond < 900) throw new Error(`The agent got through ${perSecond.toFixed(0)} entries a second only`)
}

/** Sets each filter, and takes it back. */
async function filter(visitor, times) {
  for (const change of await visitor.call('changes')) {
    times[change] = await visitor.call('press', change)
    const cleared = await visitor.call('press', 'none')
    if (!(cleared.everything < times['none again']?.everything)) times['none again'] = cleared
  }
}

async function withVisitor(url, profile, work) {
  const visitor = await Visitor.come(url, profile)
  try {
    return await work(visitor)
  } finally {
    await visitor.leave()
  }
}

function measurements(rounds) {
  const texts = (change) => change.includes('text')
  const others = (change) => !texts(change)
  return [
    ...ofOpening(rounds),
    ...ofFilters(rounds, 'a filter', others),
    ...ofFilters(rounds, 'a text', texts),
    ...Object.entries(works).map(([work, words]) => ({
      what: `the longest task of the main thread, ${words}`,
      limit: 50,
      samples: rounds.map((round) => round[work]),
    })),
  ]
}

function ofOpening(rounds) {
  return [
    { what: 'from navigation to the first of them', limit: 1000, samples: rounds.map(({ shown }) => shown.entries) },
    { what: 'from navigation to all around them', samples: rounds.map(({ shown }) => shown.everything) },
  ]
}

/** Of each round the slowest, and in a note each by itself. */
function ofFilters(rounds, kind, isMeant) {
  const names = Object.keys(rounds[0].filters).filter(isMeant)
  return [
    ['entries', 'to the entries'],
    ['everything', 'to the entries and all around them'],
  ].map(([part, words]) => {
    const samples = rounds.map(({ filters }) =>
      quantile(
        names.map((name) => filters[name][part]),
        1,
      ),
    )
    const each = names.map(
      (name) => `${name} ${median(rounds.map(({ filters }) => filters[name][part])).toFixed(0)} ms`,
    )
    return {
      what: `the slowest change of ${kind}, ${words}`,
      limit: 100,
      samples,
      note: `Medians: ${each.join(', ')}.`,
    }
  })
}

function measurement(what, { limit, samples, note }) {
  const settings = 'replica in a worker'
  return {
    goal: 'l',
    runtime: 'Chromium',
    what,
    unit: 'ms',
    better: 'less',
    contestants: [
      { name: 'Tallystick', version, settings, durability: 'power cut', queryable: true, ours: true, samples },
    ],
    ...(limit !== undefined && { targets: [{ limit }] }),
    ...(note !== undefined && { note }),
  }
}
