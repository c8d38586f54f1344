import { freshContestant } from '../node/contestant.mjs'
import { copiedTrail } from '../node/copied-trail.mjs'
import { roster } from '../node/roster.mjs'
import { filledTrail } from '../node/trail.mjs'
import { label } from '../measurement.mjs'
import { takeTurns } from '../rounds.mjs'

const facts = { goal: 'f', runtime: 'Node', better: 'less' }

/** What is written and stored, counted by the system for the process that logs. Counts hardly vary, so each is taken once. */
export default async function run(context) {
  return [...(await manyLogs(context)), await shortScript(context)]
}

async function manyLogs({ source, place, quick }) {
  const count = quick ? 10_000 : 100_000
  const enter = (entrant, share = 1) => {
    const folder = place.folder('bytes')
    return once(entrant, { place: { folder }, folder, data: { source }, count: count * share, callers: 256 })
  }
  const { plain, redacting, bareBatched, wal, batched, pglite } = roster
  const fewer = (entrant, share) => enter({ ...entrant, settings: `${entrant.settings}, ${count * share} logs` }, share)
  const all = [enter(plain), enter(redacting), enter(bareBatched), enter(batched), fewer(wal, 0.2), fewer(pglite, 0.2)]
  const contestants = await measuredOnce(all)
  const fewerThanPlain = [{ of: label(batched), atMost: 1 }]
  const what = `${count.toLocaleString('en')} logs by 256 callers, and close`
  const note = 'sql.js with whole-image saves is left out: it writes the image for each log.'
  const part = (name, unit, value, targets) => ({
    ...facts,
    what: `${what}: ${name}`,
    unit,
    contestants: valued(contestants, value),
    targets,
    note,
  })
  return [
    part(
      'bytes passed to the system, per byte of an entry as JSON',
      'times',
      ({ passed, entries }) => passed / entries,
      [{ limit: 4 }],
    ),
    part(
      'whole pages sent to the disk, in bytes per byte of an entry',
      'times',
      ({ pages, entries }) => pages / entries,
      [],
    ),
    part('bytes on disk per entry then', 'bytes', ({ stored, count: logged }) => stored / logged, fewerThanPlain),
    part(
      'bytes on disk per entry after a checkpoint',
      'bytes',
      ({ checkpointed, count: logged }) => checkpointed / logged,
      fewerThanPlain,
    ),
  ]
}

async function shortScript(context) {
  const count = context.quick ? 20_000 : 100_000
  const trail = await filledTrail(context, count)
  const enter = (entrant, logs = 30) => {
    const folder = context.place.folder('script')
    const place = entrant.ours ? { trail: copiedTrail(trail, folder) } : { folder, trail }
    return once(entrant, { place, folder, data: { source: context.source }, count: logs, callers: 1 })
  }
  const { plain, redacting, wal, sqlJs, pglite } = roster
  const oneLog = enter({ ...sqlJs, settings: `${sqlJs.settings}; one log, not thirty` }, 1)
  const contestants = await measuredOnce([enter(plain), enter(redacting), enter(wal), oneLog, enter(pglite)])
  return {
    ...facts,
    what: `a script that logs 30 into ${count.toLocaleString('en')}, one after the other, and closes: bytes passed to the system`,
    unit: 'kB',
    contestants: valued(contestants, ({ passed }) => passed / 1000),
    targets: [{ limit: 1000 }],
  }
}

function once(entrant, options) {
  return freshContestant(entrant, 'written', options)
}

/** The contestants with the one sample of each, of which none is for warming up. */
async function measuredOnce(contestants) {
  return await takeTurns(1, contestants.map(firstOnly))
}

/** What is counted once need not be done twice: the warming round is left out. */
function firstOnly({ start, ...contestant }) {
  const skipping = async () => {
    const { sample } = await start()
    return { sample: (round) => (round === 0 ? null : sample(round)) }
  }
  return { ...contestant, start: skipping }
}

function valued(contestants, value) {
  return contestants.map(({ samples, ...contestant }) => Object.assign({}, contestant, { samples: samples.map(value) }))
}
