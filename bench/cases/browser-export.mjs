import { contestants, queryable } from '../browser/contestants.mjs'
import { filled } from '../browser/filled.mjs'
import { race } from '../browser/race.mjs'
import { pick } from '../rounds.mjs'

// What takes as many milliseconds is done once.
const slow = 10_000

/** All entries as CSV with every column, and as JSON, into a Blob as for a download. */
export default async function run(context) {
  const { rounds, count } = context.quick ? { rounds: 1, count: 10_000 } : { rounds: 2, count: 100_000 }
  const found = await race(context, {
    racers: contestants('ours', ...queryable, 'idb-keyval'),
    rounds,
    profile: async ({ key }) => (await filled(context, key, count)).profile,
    // Without a round to warm up, since each reads for seconds.
    sample: async ({ browser }, round) =>
      round > 0 && {
        csv: await browser.call('timeAnswer', 'csv'),
        json: await browser.call('timeAnswer', 'json'),
      },
    slow,
  })
  const common = { goal: 'h', runtime: 'Chromium', unit: 'ms', better: 'less' }
  return ['csv', 'json'].map((form) =>
    Object.assign({}, common, {
      what: `export of ${count.toLocaleString('en')} to ${form.toUpperCase()}`,
      contestants: pick(found, form),
      note: `One that takes longer than ${slow / 1000} seconds for both has one turn.`,
    }),
  )
}
