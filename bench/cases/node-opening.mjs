import { openAuditStore } from '../../dist/index.js'
import { child } from '../child.mjs'
import { interleave } from '../rounds.mjs'

/** From nothing to the first page, in a fresh process, against reading the bytes and `new SQL.Database(bytes)`. */
export default async function run({ traces, place, quick }) {
  const count = quick ? 20_000 : 100_000
  const file = await place.trail(openAuditStore, traces, count)
  const { ours, theirs } = await interleave(quick ? 3 : 9, {
    ours: () => child('open-store', file),
    theirs: () => child('open-bytes', file),
  })
  return [
    {
      what: `Node: opening ${count.toLocaleString('en')} entries, to the first page`,
      unit: 'ms',
      ours,
      peer: 'read the bytes + new SQL.Database(bytes)',
      theirs,
      target: { atMost: 2 },
    },
  ]
}
