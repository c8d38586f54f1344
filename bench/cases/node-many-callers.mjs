import { contestant } from '../node/contestant.mjs'
import { roster } from '../node/roster.mjs'
import { takeTurns } from '../rounds.mjs'

/** Who takes part, and what share of a turn's logs each gets, so that the slow ones take no longer than others. */
const all = {
  plain: 1,
  redacting: 1,
  bareBatched: 1,
  wal: 0.1,
  rollback: 0.05,
  batched: 1,
  nodeSqlite: 0.1,
  sqlJs: 0.001,
  pinoSynced: 0.1,
  walNormal: 0.2,
  batchedNormal: 1,
  pglite: 0.1,
  pino: 0.5,
}

/** Of a turn without a pause: ours, the limit, and the peers that survive the same. */
const durable = { plain: 1, redacting: 1, bareBatched: 1, wal: 0.02, nodeSqlite: 0.02 }

const aim = [{ of: 'best peer', atLeast: 15 }]

/** Callers at once, each of which awaits its own `log()`: in bursts, and for so long that no patch of the image can wait for a pause. */
export default async function run(context) {
  const { quick } = context
  const size = quick ? 1536 : 10_240
  const burst = {
    size,
    shares: all,
    note: 'What a turn makes due of images and patches is written in the pause after it.',
  }
  const lasting = {
    size: size * 5,
    rounds: quick ? 1 : 3,
    shares: durable,
    note: `${(size * 5).toLocaleString('en')} logs a turn. The replica learns of them, and patches of its image are written, among them; what is left at the end is left to the next turn.`,
  }
  return [
    await measured(context, { what: '16 callers', callers: 16, ...burst, rounds: quick ? 2 : 3, targets: [] }),
    await measured(context, { what: '256 callers', callers: 256, ...burst, rounds: quick ? 2 : 5, targets: aim }),
    await measured(context, { what: '256 callers, without a pause', callers: 256, ...lasting, targets: aim }),
  ]
}

async function measured({ source, place }, { what, callers, size, rounds, shares, targets, note }) {
  const enter = ([id, share]) => {
    const folder = place.folder(`${what}-${id}`.replaceAll(/\W+/g, '-'))
    return contestant(roster[id], 'many-callers', {
      place: { folder },
      data: { source },
      size: Math.round(size * share),
      callers,
    })
  }
  const contestants = await takeTurns(rounds, Object.entries(shares).map(enter))
  return { goal: 'b', runtime: 'Node', what, unit: 'logs/s', better: 'more', contestants, targets, note }
}
