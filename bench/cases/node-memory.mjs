import { freshContestant } from '../node/contestant.mjs'
import { roster } from '../node/roster.mjs'
import { filledTrail } from '../node/trail.mjs'
import { takeTurns } from '../rounds.mjs'

/** What streaming a whole trail adds to a process that has looked at all of it. Opening measures the process itself. */
export default async function run(context) {
  const count = context.quick ? 20_000 : 100_000
  const trail = await filledTrail(context, count)
  const contestants = await takeTurns(context.quick ? 2 : 5, [
    freshContestant(roster.plain, 'streaming', { place: { trail } }),
  ])
  return [
    {
      goal: 'g',
      runtime: 'Node',
      what: `memory above the store's while ${count.toLocaleString('en')} are streamed as CSV`,
      unit: 'MB',
      better: 'less',
      contestants,
      targets: [{ limit: 60 }],
    },
  ]
}
