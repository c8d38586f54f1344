import { readdirSync } from 'node:fs'
import { journalNote, longestJournal } from '../longest-journal.mjs'
import { freshContestant } from '../node/contestant.mjs'
import { copiedTrail } from '../node/copied-trail.mjs'
import { placeOf } from '../node/filled-peer.mjs'
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
  const rounds = context.quick ? 3 : count > 100_000 ? 4 : 7
  const what = `${count.toLocaleString('en')} entries${sampleLength ? ' of short values' : ''}, to the first page`
  const peers = isMain ? ['wal', 'nodeSqlite', 'pglite'] : []
  const contestants = await takeTurns(rounds, [
    ...['plain', 'redacting', 'imageBytes'].map((id) => opening(id, { trail })),
    ...peers.map((id) => opening(id, () => placeOf(context, id, trail))),
  ])
  const afterwards = {
    ...facts,
    what: `${what}, after a checkpoint`,
    contestants: pick(contestants, 'time'),
    targets: isMain ? [{ of: 'limit', atMost: 1.5 }] : [],
  }
  if (sampleLength !== undefined) return [afterwards]
  const memory = {
    goal: 'g',
    unit: 'MB',
    what: `memory of a process that has opened ${count.toLocaleString('en')} entries and read the first page`,
  }
  return [
    afterwards,
    ...(isMain
      ? [
          await withJournal(context, { trail, count, what, rounds }),
          { ...facts, ...memory, contestants: pick(contestants, 'memory') },
        ]
      : []),
  ]
}

/** The longest journal that is kept before a patch cannot wait, left behind as a process leaves it that is killed. */
async function withJournal(context, { trail, count, what, rounds }) {
  const { inImage, patches, inJournal } = longestJournal(count)
  const before = inImage - 1
  const copy = copiedTrail(await filledTrail(context, before), context.place.folder('journal'))
  const options = { place: { trail: copy }, data: { source: context.source }, before, patches, inJournal }
  const [{ failed }] = await takeTurns(0, [freshContestant(roster.plain, 'growing', options)])
  if (failed) throw new Error(failed)
  checkLayout(copy, patches.length)
  const contestants = await takeTurns(rounds, [
    opening('plain', { trail: copy }),
    opening('redacting', { trail: copy }),
    opening('imageBytes', { trail }),
  ])
  return {
    ...facts,
    what: `${what}, with the longest journal behind patches and image`,
    contestants: pick(contestants, 'time'),
    targets: [{ of: 'limit', atMost: 4 }],
    note: journalNote(count),
  }
}

/** A pause of the machine while it was logged may have brought a patch, which would leave less to open. */
function checkLayout(trail, patches) {
  const found = readdirSync(`${trail}.d`).filter((name) => name.startsWith('patch-')).length
  if (found !== patches) throw new Error(`The journal is not as long as it may be: ${found} patches, not ${patches}.`)
}

/** An opening at `place`, or at what it resolves with. */
function opening(id, place) {
  return freshContestant(roster[id], 'opening', async () => ({
    place: typeof place === 'function' ? await place() : place,
  }))
}
