import assert from 'node:assert/strict'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openAuditStore } from '../../dist/index.js'
import { columnNames, columns } from '../../dist/entry/columns.js'
import { cycle } from '../cycle.mjs'
import { interleave } from '../rounds.mjs'
import { plainSchema } from '../rows.mjs'

/**
 * The first page of (risk, tool, time range), against better-sqlite3 over the four plain indexes. Both give the same
 * entries, as objects with their JSON parsed; that they are equal is checked before anything is measured.
 */
export default async function run({ traces, place, quick }) {
  const count = quick ? 20_000 : 100_000
  const file = await place.trail(openAuditStore, traces, count)
  const store = await openAuditStore({ file, retention: false, redact: false })
  const peer = openPeer(join(place.folder('first-page'), 'peer.db'), file)
  const filters = chooseFilters(traces, count)
  for (const filter of filters) assert.deepEqual(peer.query(filter), await store.query(filter))
  const { ours, theirs } = await interleave(quick ? 5 : 15, {
    ours: () => meanTime(filters, (filter) => store.query(filter)),
    theirs: () => meanTime(filters, (filter) => peer.query(filter)),
  })
  await store.close()
  peer.close()
  return [
    {
      what: `Node: first page of (risk, tool, time) of ${count.toLocaleString('en')}`,
      unit: 'ms',
      ours,
      peer: 'better-sqlite3, four plain indexes',
      theirs,
      target: { atMost: 1 },
    },
  ]
}

/** A frequent, a middling and a rare tool, each at its risk levels, over all of the time, half of it, and its last tenth. */
function chooseFilters(traces, count) {
  const entries = [...cycle(traces, count)]
  const at = (share) => entries[Math.floor((count - 1) * share)].timestamp
  const ranges = [
    [0, 1],
    [0.25, 0.75],
    [0.9, 1],
  ].map(([from, to]) => ({ from: at(from), to: at(to) }))
  const pairs = new Map(
    entries
      .filter(({ toolName }) => ['click', 'Bash', 'navigate', 'cancel_reservation'].includes(toolName))
      .map(({ toolName, riskLevel }) => [`${toolName} ${riskLevel}`, { toolName, riskLevel }]),
  )
  const filters = []
  for (const pair of pairs.values()) for (const range of ranges) filters.push({ ...pair, ...range })
  return filters
}

function openPeer(file, trail) {
  const db = new Database(file)
  db.exec(plainSchema)
  db.prepare('ATTACH ? AS trail').run(trail)
  const names = columnNames.join(', ')
  db.exec(`INSERT INTO agent_audit (${names}) SELECT ${names} FROM trail.agent_audit ORDER BY timestamp, id`)
  const page = db.prepare(
    `SELECT ${names} FROM agent_audit
     WHERE risk_level = ? AND tool_name = ? AND timestamp >= ? AND timestamp < ?
     ORDER BY timestamp DESC, id DESC LIMIT 100`,
  )
  return {
    query: ({ riskLevel, toolName, from, to }) => page.all(riskLevel, toolName, stored(from), stored(to)).map(toEntry),
    close: () => db.close(),
  }
}

const fields = Object.entries(columns)

function toEntry(row) {
  const entry = {}
  for (const [field, column] of fields) entry[field] = row[column]
  entry.timestamp = given(row.timestamp)
  entry.createdAt = given(row.created_at)
  entry.parameters = JSON.parse(row.parameters)
  entry.result = row.result === null ? null : JSON.parse(row.result)
  entry.approvalRequired = row.approval_required === 1
  entry.success = row.success === 1
  return entry
}

function stored(time) {
  return new Date(time).toISOString().replace('Z', '000+00:00')
}

function given(timestamp) {
  return timestamp.replace('000+00:00', 'Z')
}

async function meanTime(filters, query) {
  const start = performance.now()
  for (const filter of filters) await query(filter)
  return (performance.now() - start) / filters.length
}
