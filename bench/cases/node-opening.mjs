import { JournalGrowth } from '../.built/dist/storage/sqljs/journal-growth.js'
import { freshContestant } from '../node/contestant.mjs'
import { copiedTrail } from '../node/copied-trail.mjs'
import { roster } from '../node/roster.mjs'
import { filledTrail } from '../node/trail.mjs'
import { pick, takeTurns } from '../rounds.mjs'

const facts = { goal: 'e', runtime: 'Node', unit: 'ms', better: 'less' }

/** From nothing to the first page, in a new process each time, the file in the system's cache. */
export default async function run(context) {
  const sizes = context.quick
    ? [{ count: 1000 }, { count: 20_000, isMain: true }]
    : [{ count: 1000 }, { count: 100_000, isMain: true }, { count: 1_000_000, sampleLength: 60 }]
  const measurements = []
  for (const size of sizes) measurements.push(...(await measured(context, size)))
  return measurements
}

async function measured(context, { count, sampleLength, isMain = false }) {
  const trail = await filledTrail(context, count, { sampleLength })
  const rounds = context.quick ? 3 : count > 100_000 ? 4 : 9
  const what = `${count.toLocaleString('en')} entries${sampleLength ? ' of short values' : ''}, to the first page`
  const peers = isMain ? await filledPeers(context, trail) : []
  const contestants = await takeTurns(rounds, [opening('plain', { trail }), opening('imageBytes', { trail }), ...peers])
  const afterwards = {
    ...facts,
    what: `${what}, after a checkpoint`,
    contestants: pick(contestants, 'time'),
    targets: isMain ? [{ of: 'limit', atMost: 1.5 }] : [],
  }
  if (sampleLength !== undefined) return [afterwards]
  const memory = { goal: 'g', unit: 'MB', what: `memory of a process that has opened ${what}` }
  return [
    afterwards,
    await withJournal(context, { trail, count, what, rounds, isMain }),
    ...(isMain ? [{ ...facts, ...memory, contestants: pick(contestants, 'memory') }] : []),
  ]
}

/** The longest journal that is kept without an image being due, left behind as a process leaves it that is killed. */
async function withJournal({ place, source, entries }, { trail, count, what, rounds, isMain }) {
  const copy = copiedTrail(trail, place.folder('journal'))
  const length = longestJournal(count)
  const options = { place: { trail: copy }, data: { source }, before: count, count: length }
  const [{ failed }] = await takeTurns(0, [freshContestant(roster.plain, 'growing', options)])
  if (failed) throw new Error(failed)
  const contestants = await takeTurns(rounds, [opening('plain', { trail: copy }), opening('imageBytes', { trail })])
  return {
    ...facts,
    what: `${what}, with ${length.toLocaleString('en')} more in the journal, the most that is kept there`,
    contestants: pick(contestants, 'time'),
    targets: isMain ? [{ of: 'limit', atMost: 4 }] : [],
    note: entries.length > 0 ? 'The limit opens the image alone, without what the journal holds.' : '',
  }
}

function longestJournal(rows) {
  const growth = new JournalGrowth()
  growth.measured(rows)
  for (let length = 0; ; length++) {
    growth.appended(1)
    if (growth.isDue) return length
  }
}

function opening(id, place) {
  return freshContestant(roster[id], 'opening', { place })
}

/** The peers on what they took over from the trail. */
async function filledPeers({ place }, trail) {
  const entrants = ['wal', 'nodeSqlite', 'pglite'].map((id) => ({ id, folder: place.folder(id) }))
  await takeTurns(
    0,
    entrants.map(({ id, folder }) => freshContestant(roster[id], 'filling', { place: { folder, trail } })),
  )
  return entrants.map(({ id, folder }) => opening(id, { folder }))
}
