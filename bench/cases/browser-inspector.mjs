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
  for (let round = 0; round < (quick ? 2 : 3); round++) {
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

/** Sets each filter, and takes it back, of which the middle one counts. */
async function filter(visitor, times) {
  const cleared = []
  for (const change of await visitor.call('changes')) {
    times[change] = await visitor.call('press', change)
    cleared.push(await visitor.call('press', 'none'))
  }
  const middle = (part) => median(cleared.map((each) => each[part]))
  times['none again'] = { entries: middle('entries'), everything: middle('everything'), frames: middle('frames') }
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
      every: true,
      samples: rounds.map((round) => round[work].clock),
      beside: ['by the time of the processor alone', rounds.map((round) => round[work].processor)],
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
  const times = ({ filters }, part) => names.map((name) => filters[name][part])
  const frames = rounds.map((round) => median(times(round, 'frames')))
  return [
    ['entries', 'to the entries'],
    ['everything', 'to the entries and all around them'],
  ].map(([part, words]) => ({
    what: `the slowest change of ${kind}, ${words}`,
    limit: 100,
    samples: rounds.map((round) => quantile(times(round, part), 1)),
    beside: ['two frames of nothing new', frames],
    note: `Medians: ${names.map((name) => inWords(rounds, name, part)).join(', ')}.`,
  }))
}

function inWords(rounds, name, part) {
  return `${name} ${median(rounds.map(({ filters }) => filters[name][part])).toFixed(0)} ms`
}

function measurement(what, { limit, every, samples, note, beside }) {
  const facts = { name: 'Tallystick', version, durability: 'power cut', queryable: true }
  return {
    goal: 'l',
    runtime: 'Chromium',
    what,
    unit: 'ms',
    better: 'less',
    contestants: [
      { ...facts, settings: 'replica in a worker', ours: true, samples },
      // What tells how busy the machine was.
      ...(beside ? [{ ...facts, settings: beside[0], aside: true, samples: beside[1] }] : []),
    ],
    ...(limit !== undefined && { targets: [{ limit, ...(every && { every }) }] }),
    ...(note !== undefined && { note }),
  }
}
