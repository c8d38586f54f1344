import { filled, withTrail } from '../browser/filled.mjs'
import { contestants, queryable } from '../browser/contestants.mjs'
import { race } from '../browser/race.mjs'

// What takes as many milliseconds is done once.
const slow = 15_000

/** An import into a new trail, until all entries can be counted. */
export default async function run(context) {
  const { rounds, count } = context.quick ? { rounds: 1, count: 10_000 } : { rounds: 3, count: 100_000 }
  const first = new Map()
  // The first one is kept for the other cases.
  const firstImport = async (key) => {
    const { time } = await filled(context, key === 'ours, importing' ? 'ours' : key, count)
    first.set(key, time)
    return time
  }
  const newImport = (key, end) =>
    withTrail(context, key, context.place.folder('import'), (browser) => browser.call('fill', { end }))
  const found = await race(context, {
    racers: contestants('ours, importing', 'bare', ...queryable, 'idb-keyval'),
    rounds,
    start: async () => {},
    sample: async ({ key }, round) => {
      if (round === 0) return await newImport(key, 2000)
      if (round === 1) return await firstImport(key)
      return first.get(key) > slow ? first.get(key) : await newImport(key, count)
    },
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
      note: `Peers get finished rows, ten thousand a transaction; one that takes longer than ${slow / 1000} seconds has one turn.`,
    },
  ]
}
