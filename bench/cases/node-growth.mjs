import { contestant, freshContestant } from '../node/contestant.mjs'
import { copiedTrail } from '../node/copied-trail.mjs'
import { roster } from '../node/roster.mjs'
import { filledTrail } from '../node/trail.mjs'
import { label } from '../measurement.mjs'
import { pick, takeTurns } from '../rounds.mjs'

const facts = { goal: 'i', runtime: 'Node', better: 'less' }
const { ours: _, ...entrant } = roster.plain

/** The same work where more and more is stored. Values are short, so that a million fits into memory. */
export default async function run(context) {
  const counts = context.quick ? [1000, 20_000] : [1000, 100_000, 1_000_000]
  const trails = []
  for (const count of counts) trails.push({ count, trail: await filledTrail(context, count, { sampleLength: 60 }) })
  return [await logging(context, trails), await opening(context, trails), await shortScript(context, trails)]
}

/** Each has answered a question, so each holds a replica. */
async function logging({ source, place, quick }, trails) {
  const enter = ({ count, trail }) => {
    const copy = copiedTrail(trail, place.folder('growth'))
    return contestant(sized(count, trails), 'one-caller', {
      place: { trail: copy },
      data: { source },
      size: 100,
      asksFirst: true,
    })
  }
  const contestants = await takeTurns(quick ? 5 : 15, trails.map(enter))
  const smallest = label(sized(trails[0].count, trails))
  return {
    ...facts,
    what: 'one caller, p50, with so many stored',
    unit: 'ms',
    contestants: pick(contestants, 'p50'),
    targets: [{ of: smallest, atMost: 1.1 }],
  }
}

async function opening({ quick }, trails) {
  const enter = ({ count, trail }) => freshContestant(sized(count, trails), 'opening', { place: { trail } })
  const contestants = await takeTurns(quick ? 2 : 4, trails.map(enter))
  return { ...facts, what: 'opening so many, to the first page', unit: 'ms', contestants: pick(contestants, 'time') }
}

async function shortScript({ source, place }, trails) {
  const enter = ({ count, trail }) => {
    const folder = place.folder('growth')
    const options = { place: { trail: copiedTrail(trail, folder) }, folder, data: { source }, count: 30, callers: 1 }
    return freshContestant(sized(count, trails), 'written', options)
  }
  const contestants = await takeTurns(1, trails.map(enter))
  return {
    ...facts,
    what: 'a script that logs 30 into so many and closes: bytes passed to the system',
    unit: 'bytes',
    contestants: pick(contestants, 'passed'),
  }
}

/** Ours with so many stored; only the largest is held against a target. */
function sized(count, trails) {
  const isLargest = count === trails.at(-1).count
  return { ...entrant, settings: `${count.toLocaleString('en')} stored`, ...(isLargest && { ours: true }) }
}
