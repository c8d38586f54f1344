import { openAuditStore } from '../.built/dist/index.js'
import { child } from '../child.mjs'
import { interleave } from '../rounds.mjs'

const limit = 60

/** What a process grows by while it streams a whole trail as CSV, once it has looked at all of it. */
export default async function run({ traces, place, quick }) {
  const count = quick ? 20_000 : 100_000
  const file = await place.trail(openAuditStore, traces, count)
  const { ours } = await interleave(quick ? 2 : 5, { ours: () => child('export-csv', file) })
  return [
    {
      what: `Node: CSV of ${count.toLocaleString('en')} entries, memory above the store's`,
      unit: 'MB',
      ours,
      peer: 'the limit',
      theirs: ours.map(() => limit),
      target: { atMost: 1 },
    },
  ]
}
