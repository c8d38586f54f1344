import { dirname } from 'node:path'
import { contestant, freshContestant } from '../node/contestant.mjs'
import { copiedTrail } from '../node/copied-trail.mjs'
import { roster } from '../node/roster.mjs'
import { filledTrail } from '../node/trail.mjs'
import { label } from '../measurement.mjs'
import { bytesIn } from '../place.mjs'
import { pick, takeTurns } from '../rounds.mjs'

const facts = { goal: 'i', runtime: 'Node', better: 'less' }
const note = 'Values are short here, so that a million entries fit into memory.'

/** The same work where more and more is stored. */
export default async function run(context) {
  const counts = context.quick ? [1000, 20_000] : [1000, 100_000, 1_000_000]
  const trails = []
  for (const count of counts) trails.push({ count, trail: await filledTrail(context, count, { sampleLength: 60 }) })
  return [
    ...(await logging(context, trails)),
    await opening(context, trails),
    await shortScript(context, trails),
    stored(trails),
  ]
}

/** Each has answered a question, so each holds a replica. */
async function logging({ source, place, quick }, trails) {
  const ids = ['plain', 'redacting']
  const entrants = ids.flatMap((id) => trails.map((each) => ({ id, ...each })))
  const enter = ({ id, count, trail }) =>
    contestant(sized(id, count, trails), 'one-caller', {
      place: { trail: copiedTrail(trail, place.folder('growth')) },
      data: { source },
      size: 100,
      asksFirst: true,
    })
  const contestants = pick(await takeTurns(quick ? 5 : 15, entrants.map(enter)), 'p50')
  const common = { ...facts, unit: 'ms', note }
  return ids.map((id, index) =>
    Object.assign({}, common, {
      what: `one caller, p50, ${roster[id].settings}, by what is stored`,
      contestants: contestants.slice(index * trails.length, (index + 1) * trails.length),
      targets: [{ of: label(sized(id, trails[0].count, trails)), atMost: 1.1 }],
    }),
  )
}

async function opening({ quick }, trails) {
  const enter = ({ count, trail }) => freshContestant(sized('plain', count, trails), 'opening', { place: { trail } })
  const contestants = await takeTurns(quick ? 2 : 4, trails.map(enter))
  const what = 'opening after a checkpoint, to the first page, by what is stored'
  return { ...facts, what, unit: 'ms', contestants: pick(contestants, 'time'), note }
}

async function shortScript({ source, place }, trails) {
  const enter = ({ count, trail }) => {
    const folder = place.folder('growth')
    const options = { place: { trail: copiedTrail(trail, folder) }, folder, data: { source }, count: 30, callers: 1 }
    return freshContestant(sized('plain', count, trails), 'written', options)
  }
  const contestants = await takeTurns(1, trails.map(enter))
  const what = 'bytes passed to the system for each of 30 logs and close(), by what is stored'
  const samples = ({ passed, count }) => passed / count
  return { ...facts, what, unit: 'bytes', contestants: contestants.map((each) => valued(each, samples)), note }
}

function stored(trails) {
  const contestants = trails.map(({ count, trail }) => {
    const { name, version, settings, durability, queryable, ours } = sized('plain', count, trails)
    return { name, version, settings, durability, queryable, ours, samples: [bytesIn(dirname(trail)) / count] }
  })
  return { ...facts, what: 'bytes on disk per entry after a checkpoint', unit: 'bytes', contestants, note }
}

function valued({ samples, ...known }, value) {
  return { ...known, samples: samples.map(value) }
}

/** Ours with so many stored; the smallest is what others are held against. */
function sized(id, count, trails) {
  const { ours: _, ...entrant } = roster[id]
  const settings = `${entrant.settings}, ${count.toLocaleString('en')} stored`
  return { ...entrant, settings, ...(count > trails[0].count && { ours: true }) }
}
