import { contestants, logging } from '../browser/contestants.mjs'
import { race } from '../browser/race.mjs'
import { pick } from '../rounds.mjs'

/** One caller that awaits each log. */
export default async function run(context) {
  const { rounds, size } = context.quick ? { rounds: 3, size: 50 } : { rounds: 9, size: 200 }
  const found = await race(context, {
    racers: contestants('ours', 'ours, default', ...logging),
    rounds,
    sample: ({ browser }, round) => browser.call('oneCaller', { size, round, seconds: 1 }),
  })
  const common = { goal: 'a', runtime: 'Chromium', unit: 'ms', better: 'less' }
  const note = 'A turn ends after a second, so slow contestants log fewer entries in it.'
  return [
    {
      ...common,
      what: 'one caller, p50',
      contestants: pick(found, 'p50'),
      targets: [{ of: 'limit', atMost: 1.2 }],
      note,
    },
    { ...common, what: 'one caller, p99', contestants: pick(found, 'p99') },
  ]
}
