import { contestants } from '../browser/contestants.mjs'
import { filled } from '../browser/filled.mjs'
import { race } from '../browser/race.mjs'
import { pick } from '../rounds.mjs'

/** One caller where little is stored, and where much is. */
export default async function run(context) {
  const counts = context.quick ? [1000, 10_000] : [1000, 100_000, 1_000_000]
  const { rounds, size } = context.quick ? { rounds: 3, size: 50 } : { rounds: 9, size: 200 }
  const [ours] = contestants('ours')
  const found = await race(context, {
    racers: counts.map((count) => Object.assign({}, ours, { key: count, settings: settingsOf(count) })),
    rounds,
    profile: async ({ key: count }) => (await filled(context, 'ours', count, { short: count === 1_000_000 })).profile,
    sample: ({ browser }, round) => browser.call('oneCaller', { size, round }),
  })
  return [
    {
      goal: 'i',
      runtime: 'Chromium',
      what: 'one caller, p50, by what is stored',
      unit: 'ms',
      better: 'less',
      contestants: pick(found, 'p50'),
      targets: [{ of: `Tallystick (${settingsOf(1000)})`, atMost: 1.1 }],
    },
  ]
}

function settingsOf(count) {
  return `redact: false, ${count.toLocaleString('en')} entries`
}
