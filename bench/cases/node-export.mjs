import { contestant } from '../node/contestant.mjs'
import { placeOf } from '../node/filled-peer.mjs'
import { roster } from '../node/roster.mjs'
import { filledTrail } from '../node/trail.mjs'
import { pick, takeTurns } from '../rounds.mjs'

/** All of a trail into a file. */
export default async function run(context) {
  const count = context.quick ? 20_000 : 100_000
  const trail = await filledTrail(context, count)
  const enter = (id) =>
    contestant(roster[id], 'export', async () => ({
      place: await placeOf(context, id, trail),
      folder: context.place.folder(id),
      count,
    }))
  const contestants = await takeTurns(
    context.quick ? 2 : 3,
    ['plain', 'wal', 'nodeSqlite', 'sqlJs', 'pglite'].map(enter),
  )
  const facts = { goal: 'h', runtime: 'Node', unit: 'ms', better: 'less' }
  const what = `${count.toLocaleString('en')} into a file`
  return [
    { ...facts, what: `${what}, CSV of seven columns`, contestants: pick(contestants, 'csv') },
    { ...facts, what: `${what}, JSON of all columns`, contestants: pick(contestants, 'json') },
  ]
}
