import { filled, withTrail } from '../browser/filled.mjs'
import { contestants, queryable } from '../browser/contestants.mjs'
import { race } from '../browser/race.mjs'

/** An import into a new trail, until all entries can be counted. */
export default async function run(context) {
  const { rounds, count } = context.quick ? { rounds: 1, count: 10_000 } : { rounds: 3, count: 100_000 }
  const racers = contestants('ours, importing', 'bare', ...queryable, 'idb-keyval')
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
    racers,
    rounds,
    profile: async () => null,
    sample: async ({ key }, round) => {
      if (round === 0) return await newImport(key, 2000)
      if (round === 1) return await firstImport(key)
      return isCompared(racers, key, first) ? await newImport(key, count) : first.get(key)
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
      note: 'Peers get finished rows, ten thousand a transaction. Those in WebAssembly that come near the fastest of them have every turn, as ours has; others have one.',
    },
  ]
}

/** Whether it may be the best of those that ours is held against, by the times of the first round. */
function isCompared(racers, key, first) {
  const { ours, wasm } = racers.find((racer) => racer.key === key)
  const peers = racers.filter((racer) => racer.wasm && !racer.ours)
  return ours || (wasm && first.get(key) < 1.5 * Math.min(...peers.map((peer) => first.get(peer.key) ?? Infinity)))
}
