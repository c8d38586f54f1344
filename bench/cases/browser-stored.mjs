import { contestants, queryable } from '../browser/contestants.mjs'
import { filled } from '../browser/filled.mjs'
import { race } from '../browser/race.mjs'

/** Bytes that an entry takes in the profile, after an import and a checkpoint. */
export default async function run(context) {
  const count = context.quick ? 10_000 : 100_000
  const found = await race(context, {
    racers: contestants('ours', 'bare', ...queryable, 'idb-keyval'),
    rounds: 1,
    profile: async () => null,
    sample: async ({ key }) => (await filled(context, key, count)).stored / count,
  })
  return [
    {
      goal: 'f',
      runtime: 'Chromium',
      what: `stored per entry, of ${count.toLocaleString('en')}`,
      unit: 'B',
      better: 'less',
      contestants: found,
      targets: [{ of: 'SQLite WASM', atMost: 1 }],
      note: 'Chromium compresses what is in IndexedDB, and nothing in OPFS; SQLite WASM is plain SQLite of the same columns.',
    },
  ]
}
