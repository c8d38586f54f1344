import { contestants, queryable } from '../browser/contestants.mjs'
import { filled } from '../browser/filled.mjs'
import { race } from '../browser/race.mjs'
import { pick } from '../rounds.mjs'

// What takes as many milliseconds is done once, and as CSV alone.
const slow = 8000

/** All entries as CSV with every column, and as JSON, into a Blob as for a download. */
export default async function run(context) {
  const { rounds, count } = context.quick ? { rounds: 1, count: 10_000 } : { rounds: 2, count: 100_000 }
  const found = await race(context, {
    racers: contestants('ours', ...queryable, 'idb-keyval'),
    rounds,
    profile: async ({ key }) => (await filled(context, key, count)).profile,
    // Without a round to warm up, since each reads for seconds.
    sample: async ({ key, browser }, round) => round > 0 && (await bothForms(browser, key === 'ours')),
    slow,
  })
  const common = { goal: 'h', runtime: 'Chromium', unit: 'ms', better: 'less' }
  return ['csv', 'json'].map((form) =>
    Object.assign({}, common, {
      what: `export of ${count.toLocaleString('en')} to ${form.toUpperCase()}`,
      contestants: pick(found, form).map(withoutNothing),
      note: `A peer that takes longer than ${slow / 1000} seconds has one turn.`,
    }),
  )
}

async function bothForms(browser, isOurs) {
  const csv = await browser.call('timeAnswer', 'csv')
  return { csv, json: csv > slow && !isOurs ? null : await browser.call('timeAnswer', 'json') }
}

function withoutNothing({ samples, ...contestant }) {
  if (!samples.includes(null)) return { ...contestant, samples }
  return { ...contestant, samples: [], leftOut: `CSV takes longer than ${slow / 1000} seconds` }
}
