import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openAuditStore } from '../../dist/index.js'
import { framesOf } from '../frames.mjs'
import { block, interleave, throughput } from '../rounds.mjs'
import { insert, plainSchema, rowOf } from '../rows.mjs'

// An image is due after 5,000 records, so this is logging and nothing else.
const burst = 4864

/**
 * 256 callers at once, against better-sqlite3 (WAL, synchronous=FULL) with one transaction per finished row: a burst into
 * a new trail, and without end, with the images that this makes due.
 */
export default async function run({ traces, place, quick }) {
  const folder = place.folder('many-callers')
  const rows = (await framesOf(openAuditStore, traces)).map(rowOf)
  const store = await openAuditStore({ file: join(folder, 'audit.db'), retention: false })
  const peer = openPeer(join(folder, 'peer.db'))
  const { bursts, sustained, theirs } = await interleave(quick ? 3 : 9, {
    bursts: (round) => logBurst(join(folder, `burst-${round}.db`), block(traces, burst, round)),
    theirs: (round) => throughput(block(rows, quick ? 200 : 1000, round), 1, (row) => peer.log(row)),
    sustained: (round) => throughput(block(traces, quick ? 2560 : 10_240, round), 256, (entry) => store.log(entry)),
  })
  await store.close()
  peer.close()
  const compared = { unit: '/s', peer: 'better-sqlite3 FULL, a transaction each', theirs, target: { atLeast: 10 } }
  return [
    { what: `Node: 256 callers, ${burst.toLocaleString('en')} of log() into a new trail`, ours: bursts, ...compared },
    { what: 'Node: 256 callers, log() without end, images included', ours: sustained, ...compared },
  ]
}

async function logBurst(file, entries) {
  const store = await openAuditStore({ file, retention: false })
  const rate = await throughput(entries, 256, (entry) => store.log(entry))
  await store.close()
  return rate
}

function openPeer(file) {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(plainSchema)
  const statement = db.prepare(insert)
  let count = 0
  return {
    log: (row) => statement.run({ ...row, id: `peer-${String(count++).padStart(20, '0')}` }),
    close: () => db.close(),
  }
}
