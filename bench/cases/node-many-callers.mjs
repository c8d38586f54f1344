import { contestant } from '../node/contestant.mjs'
import { roster } from '../node/roster.mjs'
import { takeTurns } from '../rounds.mjs'

/** Callers at once, each of which awaits its own `log()`, without end: what images cost is in it. */
export default async function run(context) {
  return [await measured(context, 16), await measured(context, 256)]
}

async function measured({ source, place, quick }, callers) {
  const size = quick ? 1536 : 10_240
  const enter = (id, share = 1) => {
    const options = { place: { folder: place.folder(id) }, data: { source }, size: Math.round(size * share), callers }
    return contestant(roster[id], 'many-callers', options)
  }
  const contestants = await takeTurns(quick ? 2 : callers === 256 ? 7 : 4, [
    enter('plain'),
    enter('redacting'),
    enter('bareBatched'),
    enter('wal', 0.1),
    enter('rollback', 0.05),
    enter('batched'),
    enter('nodeSqlite', 0.1),
    enter('sqlJs', 0.001),
    enter('pinoSynced', 0.1),
    enter('walNormal', 0.2),
    enter('batchedNormal'),
    enter('pglite', 0.1),
    enter('pino', 0.5),
  ])
  const targets = callers === 256 ? [{ of: 'best peer', atLeast: 15 }] : []
  return {
    goal: 'b',
    runtime: 'Node',
    what: `${callers} callers`,
    unit: 'logs/s',
    better: 'more',
    contestants,
    targets,
  }
}
