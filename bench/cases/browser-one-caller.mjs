import { contestants, logging } from '../browser/contestants.mjs'
import { race } from '../browser/race.mjs'
import { pick } from '../rounds.mjs'

/** One caller that awaits each log. */
export default async function run(context) {
  const { rounds, size } = context.quick ? { rounds: 3, size: 50 } : { rounds: 7, size: 150 }
  const found = await race(context, {
    racers: contestants('ours', 'ours, default', 'bare, the limit', ...logging),
    rounds,
    sample: ({ browser }, round) => browser.call('oneCaller', { size, round, seconds: 0.5 }),
  })
  const common = { goal: 'a', runtime: 'Chromium', unit: 'ms', better: 'less' }
  const note = 'A turn ends after half a second, so slow contestants log fewer entries in it.'
  const targets = [{ of: 'limit', atMost: 1.2 }]
  return ['p50', 'p99'].map((time) =>
    Object.assign({}, common, { what: `one caller, ${time}`, contestants: pick(found, time), targets, note }),
  )
}
