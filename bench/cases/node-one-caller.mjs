import { closeSync, fdatasync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openAuditStore } from '../../dist/index.js'
import { framesOf } from '../frames.mjs'
import { block, interleave, medianTime } from '../rounds.mjs'

const syncData = promisify(fdatasync)

/**
 * One caller that awaits each `log()`, against writing the same bytes to a file and syncing it: awaited, as a program does
 * that must not stand still meanwhile, and, for information, blocking.
 */
export default async function run({ traces, place, quick }) {
  const folder = place.folder('one-caller')
  const frames = (await framesOf(openAuditStore, traces)).map((frame) => Buffer.from(`\n${frame} 00000000\n`))
  const store = await openAuditStore({ file: join(folder, 'audit.db'), retention: false, redact: false })
  const redacting = await openAuditStore({ file: join(folder, 'redacting.db'), retention: false })
  const file = openSync(join(folder, 'bare'), 'ax')
  const size = quick ? 50 : 150
  const { ours, redacted, awaited, blocking } = await interleave(quick ? 6 : 16, {
    ours: (round) => medianTime(block(traces, size, round), (entry) => store.log(entry)),
    redacted: (round) => medianTime(block(traces, size, round), (entry) => redacting.log(entry)),
    awaited: (round) => medianTime(block(frames, size, round), (frame) => writeAwaited(file, frame)),
    blocking: (round) => medianTime(block(frames, size, round), (frame) => writeBlocking(file, frame)),
  })
  closeSync(file)
  await store.close()
  await redacting.close()
  const compared = { what: 'Node: one caller, p50 of log()', unit: 'ms', ours }
  return [
    { ...compared, peer: 'write + fdatasync, awaited', theirs: awaited, target: { atMost: 1.5 } },
    { ...compared, peer: 'write + fdatasync, blocking', theirs: blocking },
    { ...compared, what: 'Node: the same with redaction', ours: redacted, peer: 'without redaction', theirs: ours },
  ]
}

function writeAwaited(file, bytes) {
  writeSync(file, bytes)
  return syncData(file)
}

function writeBlocking(file, bytes) {
  writeSync(file, bytes)
  fdatasyncSync(file)
}
