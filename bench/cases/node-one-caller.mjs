import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openAuditStore } from '../../dist/index.js'
import { framesOf } from '../frames.mjs'
import { block, interleave, medianTime } from '../rounds.mjs'

/** One caller that awaits each `log()`, against writing the same bytes to a file and syncing it. */
export default async function run({ traces, place, quick }) {
  const folder = place.folder('one-caller')
  const frames = (await framesOf(openAuditStore, traces)).map((frame) => Buffer.from(`\n${frame} 00000000\n`))
  const store = await openAuditStore({ file: join(folder, 'audit.db'), retention: false })
  const bare = openSync(join(folder, 'bare'), 'ax')
  const size = quick ? 50 : 150
  const { ours, theirs } = await interleave(quick ? 5 : 15, {
    ours: (round) => medianTime(block(traces, size, round), (entry) => store.log(entry)),
    theirs: (round) => medianTime(block(frames, size, round), (frame) => writeAndSync(bare, frame)),
  })
  closeSync(bare)
  await store.close()
  return [
    {
      what: 'Node: one caller, p50 of log()',
      unit: 'ms',
      ours,
      peer: 'write + fdatasync',
      theirs,
      target: { atMost: 1.5 },
    },
  ]
}

function writeAndSync(file, bytes) {
  writeSync(file, bytes)
  fdatasyncSync(file)
}
