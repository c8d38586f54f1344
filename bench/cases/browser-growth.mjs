import { contestants } from '../browser/contestants.mjs'
import { copyProfile, filled } from '../browser/filled.mjs'
import { race } from '../browser/race.mjs'
import { shortScripts } from '../browser/short-scripts.mjs'
import { label } from '../measurement.mjs'
import { pick } from '../rounds.mjs'

const facts = { goal: 'i', runtime: 'Chromium', better: 'less' }
const note = 'Values are cut to 60 characters here, so that a million entries fit into memory.'

/** The same work where little is stored, and where much is. */
export default async function run(context) {
  const counts = context.quick ? [1000, 10_000] : [1000, 100_000, 1_000_000]
  return [
    ...(await logging(context, counts)),
    await opening(context, counts),
    await shortScript(context, counts),
    await stored(context, counts),
  ]
}

/** Each has answered a question, so each holds a replica. */
async function logging(context, counts) {
  const { rounds, size } = context.quick ? { rounds: 3, size: 50 } : { rounds: 7, size: 150 }
  const settings = ['ours', 'ours, default']
  const sizes = new Map(settings.flatMap((name) => counts.map((count) => [`${name}, ${count}`, { name, count }])))
  const found = await race(context, {
    racers: [...sizes].map(([key, { name, count }]) => Object.assign(sized(name, count, counts), { key })),
    rounds,
    profile: ({ key }) => profileOf(context, sizes.get(key)),
    start: ({ browser, trail }) => browser.call('firstAnswer', trail),
    sample: ({ browser }, round) => browser.call('oneCaller', { size, round }),
  })
  const times = pick(found, 'p50')
  const common = { ...facts, unit: 'ms', note }
  return settings.map((name, index) =>
    Object.assign({}, common, {
      what: `one caller, p50, ${contestants(name)[0].settings}, by what is stored`,
      contestants: times.slice(index * counts.length, (index + 1) * counts.length),
      targets: [{ of: label(sized(name, counts[0], counts)), atMost: 1.1 }],
    }),
  )
}

async function opening(context, counts) {
  const found = await race(context, {
    ...racersOf(context, counts),
    rounds: context.quick ? 2 : 3,
    start: async () => {},
    sample: async ({ browser, trail }) => {
      await browser.turnPage()
      return await browser.call('firstAnswer', trail)
    },
  })
  const what = 'open and first answer after a checkpoint, by what is stored'
  return { ...facts, what, unit: 'ms', contestants: found, note }
}

async function shortScript(context, counts) {
  const { racers, profile } = racersOf(context, counts)
  const what = 'bytes written by 30 logs and close(), by what is stored'
  return { ...facts, what, unit: 'MB', contestants: await shortScripts(context, racers, profile), note }
}

async function stored(context, counts) {
  const found = []
  for (const count of counts) {
    const { key: _, module: __, options: ___, ...known } = sized('ours', count, counts)
    const { stored: bytes } = await filled(context, 'ours', count, { short: true })
    found.push({ ...known, samples: [bytes / count] })
  }
  return { ...facts, what: 'bytes stored per entry after a checkpoint', unit: 'B', contestants: found, note }
}

/** Ours with `redact: false` over each of the trails. */
function racersOf(context, counts) {
  return {
    racers: counts.map((count) => Object.assign(sized('ours', count, counts), { key: count })),
    profile: ({ key: count }) => profileOf(context, { count }),
  }
}

/** A trail of its own, since what is logged in one round is there in the next. */
async function profileOf(context, { count }) {
  const { profile } = await filled(context, 'ours', count, { short: true })
  const copy = context.place.folder('growth')
  copyProfile(profile, copy)
  return copy
}

/** Ours with so many stored; the smallest is what others are held against. */
function sized(name, count, counts) {
  const [{ ours: _, ...contestant }] = contestants(name)
  const settings = `${contestant.settings}, ${count.toLocaleString('en')} stored`
  return { ...contestant, settings, ...(count > counts[0] && { ours: true }) }
}
