import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openAuditStore } from '../../dist/index.js'
import { framesOf } from '../frames.mjs'
import { block, interleave, throughput } from '../rounds.mjs'
import { insert, plainSchema, rowOf } from '../rows.mjs'

/** 256 callers at once, against better-sqlite3 (WAL, synchronous=FULL) with one transaction per finished row. */
export default async function run({ traces, place, quick }) {
  const folder = place.folder('many-callers')
  const rows = (await framesOf(openAuditStore, traces)).map(rowOf)
  const store = await openAuditStore({ file: join(folder, 'audit.db'), retention: false })
  const peer = openPeer(join(folder, 'peer.db'))
  const rounds = quick ? 3 : 9
  const { ours, theirs } = await interleave(rounds, {
    ours: (round) => throughput(block(traces, quick ? 2560 : 10_240, round), 256, (entry) => store.log(entry)),
    theirs: (round) => throughput(block(rows, quick ? 200 : 1000, round), 1, (row) => peer.log(row)),
  })
  await store.close()
  peer.close()
  return [
    {
      what: 'Node: 256 callers, log()',
      unit: '/s',
      ours,
      peer: 'better-sqlite3 FULL, a transaction each',
      theirs,
      target: { atLeast: 10 },
    },
  ]
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
