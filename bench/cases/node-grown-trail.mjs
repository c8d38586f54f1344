import { join } from 'node:path'
import { openAuditStore } from '../../dist/index.js'
import { cycle } from '../cycle.mjs'
import { fill } from '../place.mjs'
import { block, interleave, medianTime } from '../rounds.mjs'

/** `log()` where much is stored, against `log()` where little is; both have answered a query, so both hold a replica. */
export default async function run({ traces, place, quick }) {
  const count = quick ? 100_000 : 1_000_000
  const folder = place.folder('grown-trail')
  const large = await openFilled(join(folder, 'large.db'), cycle(traces, count, { sampleLength: 60 }))
  const small = await openFilled(join(folder, 'small.db'), cycle(traces, 1000, { sampleLength: 60 }))
  const size = quick ? 50 : 100
  const logging = (store) => (round) => medianTime(block(traces, size, round), (entry) => store.log(entry))
  const { ours, theirs } = await interleave(quick ? 5 : 15, { ours: logging(large), theirs: logging(small) })
  await large.close()
  await small.close()
  return [
    {
      what: `Node: p50 of log() with ${count.toLocaleString('en')} entries stored`,
      unit: 'ms',
      ours,
      peer: 'ours with 1,000 entries',
      theirs,
      target: { atMost: 1.3 },
    },
  ]
}

async function openFilled(file, entries) {
  await fill(openAuditStore, file, entries)
  const store = await openAuditStore({ file, retention: false, redact: false })
  await store.query({ limit: 1 })
  return store
}
