import { contestant } from '../node/contestant.mjs'
import { roster } from '../node/roster.mjs'
import { exportedTrail } from '../node/trail.mjs'
import { pick, takeTurns } from '../rounds.mjs'

/** The import of an export, a file with an entry on each line, into a new trail. */
export default async function run(context) {
  const count = context.quick ? 20_000 : 100_000
  const file = await exportedTrail(context, count)
  const warmUp = { file: await exportedTrail(context, 5000), count: 5000 }
  const enter = (entrant) =>
    contestant(entrant, 'import', { folder: context.place.folder('import'), whole: { file, count }, warmUp })
  const { plain, wal, nodeSqlite, sqlJs, pglite } = roster
  const contestants = await takeTurns(
    context.quick ? 1 : 3,
    [
      { ...plain, settings: 'importEntries(), which redacts nothing, whatever is set' },
      wal,
      nodeSqlite,
      { ...sqlJs, settings: 'whole image saved and synced at the end' },
      pglite,
    ].map(enter),
  )
  const facts = { goal: 'c', runtime: 'Node', unit: 'ms', better: 'less' }
  const targets = [
    { of: 'best native peer', atMost: 2 },
    { of: 'best WASM peer', atMost: 1 },
  ]
  const what = `import of ${count.toLocaleString('en')} from a file of an entry a line`
  return [
    { ...facts, what: `${what}, until it is durable`, contestants: pick(contestants, 'durable'), targets },
    { ...facts, what: `${what}, until a count is answered`, contestants: pick(contestants, 'answered'), targets },
  ]
}
