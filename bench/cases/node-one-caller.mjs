import { contestant } from '../node/contestant.mjs'
import { roster } from '../node/roster.mjs'
import { pick, takeTurns } from '../rounds.mjs'

/** One caller that awaits each `log()`. */
export default async function run({ source, place, quick }) {
  const size = quick ? 100 : 200
  const enter = (id, changes = {}) =>
    contestant(roster[id], 'one-caller', { place: { folder: place.folder(id) }, data: { source }, size, ...changes })
  const contestants = await takeTurns(quick ? 3 : 12, [
    enter('plain'),
    enter('redacting'),
    enter('bare'),
    enter('bareBlocking'),
    enter('wal'),
    enter('rollback'),
    enter('nodeSqlite'),
    enter('sqlJs', { size: size / 10 }),
    enter('pinoSynced'),
    enter('walNormal'),
    enter('pglite'),
    enter('pino'),
  ])
  const facts = { goal: 'a', runtime: 'Node', unit: 'ms', better: 'less' }
  const note = `The limit is awaited, as \`log()\` is, so that the program goes on meanwhile; what blocks it is faster, and stands beside it. sql.js saves the image of what it has been given by then, ${(size / 10).toLocaleString('en')} rows a round.`
  const targets = [{ of: 'limit', atMost: 1.2 }]
  return [
    { ...facts, what: 'one caller, p50', contestants: pick(contestants, 'p50'), targets, note },
    { ...facts, what: 'one caller, p99', contestants: pick(contestants, 'p99'), targets, note },
  ]
}
