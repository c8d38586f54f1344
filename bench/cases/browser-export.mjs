import { contestants, queryable } from '../browser/contestants.mjs'
import { filled } from '../browser/filled.mjs'
import { race } from '../browser/race.mjs'
import { pick } from '../rounds.mjs'

/** All entries as CSV with every column, and as JSON, into a Blob as for a download. */
export default async function run(context) {
  const { rounds, count } = context.quick ? { rounds: 1, count: 10_000 } : { rounds: 2, count: 100_000 }
  const found = await race(context, {
    racers: contestants('ours', ...queryable, 'idb-keyval'),
    rounds,
    profile: async ({ key }) => (await filled(context, key, count)).profile,
    sample: async ({ browser }, round) =>
      round > 0 && {
        csv: await browser.call('timeAnswer', 'csv'),
        json: await browser.call('timeAnswer', 'json'),
      },
    slow: 12_000,
  })
  return ['csv', 'json'].map((form) => ({
    goal: 'h',
    runtime: 'Chromium',
    what: `export of ${count.toLocaleString('en')} to ${form.toUpperCase()}`,
    unit: 'ms',
    better: 'less',
    contestants: pick(found, form),
  }))
}
