import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openAuditStore } from '../../dist/index.js'
import { framesOf } from '../frames.mjs'
import { block, interleave, throughput } from '../rounds.mjs'
import { insert, plainSchema, rowOf } from '../rows.mjs'

// An image is due after 5,000 records, so this is logging and nothing else.
const burst = 4864

/**
 * 256 callers at once, against better-sqlite3 with synchronous=FULL and one transaction per finished row: a burst into a
 * new trail, and without end, with the images that this makes due. The target is against the rollback journal that SQLite
 * comes with; its write-ahead log, which syncs once where the other syncs several times, is shown beside it.
 */
export default async function run({ traces, place, quick }) {
  const folder = place.folder('many-callers')
  const rows = (await framesOf(openAuditStore, traces)).map(rowOf)
  const store = await openAuditStore({ file: join(folder, 'audit.db'), retention: false, redact: false })
  const peer = openPeer(join(folder, 'peer.db'), 'DELETE')
  const walPeer = openPeer(join(folder, 'peer-wal.db'), 'WAL')
  const { bursts, sustained, theirs, wal } = await interleave(quick ? 3 : 9, {
    bursts: (round) => logBurst(join(folder, `burst-${round}.db`), block(traces, burst, round)),
    theirs: (round) => throughput(block(rows, quick ? 200 : 1000, round), 1, (row) => peer.log(row)),
    wal: (round) => throughput(block(rows, quick ? 200 : 1000, round), 1, (row) => walPeer.log(row)),
    sustained: (round) => throughput(block(traces, quick ? 2560 : 10_240, round), 256, (entry) => store.log(entry)),
  })
  await store.close()
  peer.close()
  walPeer.close()
  const compared = { unit: '/s', peer: 'better-sqlite3 FULL, a transaction each', theirs, target: { atLeast: 10 } }
  const comparedToWal = { unit: '/s', peer: 'the same with a write-ahead log', theirs: wal }
  const intoNew = `Node: 256 callers, ${burst.toLocaleString('en')} of log() into a new trail`
  const withoutEnd = 'Node: 256 callers, log() without end, images included'
  return [
    { what: intoNew, ours: bursts, ...compared },
    { what: intoNew, ours: bursts, ...comparedToWal },
    { what: withoutEnd, ours: sustained, ...compared },
    { what: withoutEnd, ours: sustained, ...comparedToWal },
  ]
}

async function logBurst(file, entries) {
  const store = await openAuditStore({ file, retention: false, redact: false })
  const rate = await throughput(entries, 256, (entry) => store.log(entry))
  await store.close()
  return rate
}

function openPeer(file, journalMode) {
  const db = new Database(file)
  db.pragma(`journal_mode = ${journalMode}`)
  db.pragma('synchronous = FULL')
  db.exec(plainSchema)
  const statement = db.prepare(insert)
  let count = 0
  return {
    log: (row) => statement.run({ ...row, id: `peer-${String(count++).padStart(20, '0')}` }),
    close: () => db.close(),
  }
}
