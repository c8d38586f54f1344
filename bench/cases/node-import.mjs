import { contestant } from '../node/contestant.mjs'
import { roster } from '../node/roster.mjs'
import { exportedTrail } from '../node/trail.mjs'
import { pick, takeTurns } from '../rounds.mjs'

/** The import of an export, a file with an entry on each line, into a new trail. */
export default async function run(context) {
  const count = context.quick ? 20_000 : 100_000
  const file = await exportedTrail(context, count)
  const enter = (id) => contestant(roster[id], 'import', { folder: context.place.folder(id), file, count })
  const entrants = ['plain', 'wal', 'nodeSqlite', 'sqlJs', 'pglite']
  const contestants = await takeTurns(context.quick ? 1 : 3, entrants.map(enter))
  const facts = { goal: 'c', runtime: 'Node', unit: 'ms', better: 'less' }
  const targets = [
    { of: 'best peer', atMost: 2 },
    { of: 'best WASM peer', atMost: 1 },
  ]
  const what = `import of ${count.toLocaleString('en')} from a file of an entry a line`
  return [
    { ...facts, what: `${what}, until it is durable`, contestants: pick(contestants, 'durable'), targets },
    { ...facts, what: `${what}, until a count is answered`, contestants: pick(contestants, 'answered'), targets },
  ]
}
