import { filled, withTrail } from '../browser/filled.mjs'
import { contestants, queryable } from '../browser/contestants.mjs'
import { race } from '../browser/race.mjs'

/** An import into a new trail, until all entries can be counted. */
export default async function run(context) {
  const { rounds, count } = context.quick ? { rounds: 1, count: 10_000 } : { rounds: 3, count: 100_000 }
  const found = await race(context, {
    racers: contestants('ours, importing', 'bare', ...queryable, 'idb-keyval'),
    rounds,
    start: async () => {},
    // The first one is kept for the other cases; what comes before it only warms up.
    sample: async ({ key }, round) =>
      round === 1
        ? (await filled(context, key === 'ours, importing' ? 'ours' : key, count)).time
        : await withTrail(context, key, context.place.folder('import'), (browser) =>
            browser.call('fill', { end: round === 0 ? 2000 : count }),
          ),
    slow: 15_000,
  })
  return [
    {
      goal: 'c',
      runtime: 'Chromium',
      what: `import of ${count.toLocaleString('en')}`,
      unit: 'ms',
      better: 'less',
      contestants: found,
      targets: [{ of: 'best WASM peer', atMost: 1 }],
      note: 'Peers get finished rows, a thousand a transaction; a slow one has one turn.',
    },
  ]
}
