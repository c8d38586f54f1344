import wasm from 'sql.js/dist/sql-wasm.wasm?url'
import * as tallystick from '../../dist/index.js'
import { cycle, inThousands } from '../cycle.mjs'
import { framesOf } from '../frames.mjs'
import { block, interleave, medianTime, throughput } from '../rounds.mjs'
import { openBare } from './bare.js'
import { openDexie } from './dexie.js'
import { openWholeImage } from './whole-image.js'

/** One caller that waits for each: the median times in milliseconds, a round each. */
async function oneCaller({ rounds, size }) {
  const { entries, frames, store } = await prepare()
  const bare = await openBare()
  const dexie = openDexie()
  return interleave(rounds, {
    ours: (round) => medianTime(block(entries, size, round), (entry) => store.log(entry)),
    bare: (round) => medianTime(block(frames, size, round), (frame) => bare.add([frame])),
    dexie: (round) => medianTime(block(frames, size, round), (frame) => dexie.add(frame)),
  })
}

/** 256 callers at once: operations a second, a round each. The bare baseline adds 256 in each transaction. */
async function manyCallers({ rounds, size }) {
  const { entries, frames, store } = await prepare()
  const bare = await openBare()
  const dexie = openDexie()
  return interleave(rounds, {
    ours: (round) => throughput(block(entries, size, round), 256, (entry) => store.log(entry)),
    bare: async (round) => 256 * (await throughput(inBatches(block(frames, size, round)), 1, bare.add)),
    dexie: (round) => throughput(block(frames, size / 8, round), 256, dexie.add),
  })
}

/** One caller where `count` entries are stored, and where 1,000 are; both stores have answered a query. */
async function grownTrail({ rounds, size, count }) {
  const entries = await fetchEntries()
  const large = await openFilled('large', cycle(entries, count, { sampleLength: 60 }))
  const small = await openFilled('small', cycle(entries, 1000, { sampleLength: 60 }))
  const logging = (store) => (round) => medianTime(block(entries, size, round), (entry) => store.log(entry))
  return interleave(rounds, { large: logging(large), small: logging(small) })
}

async function openFilled(name, entries) {
  const store = await openAuditStore({ name, redact: false })
  for (const batch of inThousands(entries)) await store.logMany(batch)
  await store.checkpoint()
  await store.query({ limit: 1 })
  return store
}

/** One caller, against saving the whole sql.js image of `rows` rows after each insert. */
async function wholeImage({ rounds, size, rows }) {
  const { entries, frames, store } = await prepare()
  const image = await openWholeImage(frames.slice(0, rows))
  return interleave(rounds, {
    ours: (round) => medianTime(block(entries, 10 * size, round), (entry) => store.log(entry)),
    image: (round) => medianTime(block(frames, size, round), image.save),
  })
}

function openAuditStore(options) {
  return tallystick.openAuditStore({ retention: false, redact: false, wasm, ...options })
}

async function prepare() {
  const entries = await fetchEntries()
  const frames = await framesOf(openAuditStore, entries)
  return { entries, frames, store: await openAuditStore({ name: 'ours' }) }
}

async function fetchEntries() {
  return await (await fetch('/entries.json')).json()
}

function inBatches(items) {
  return Array.from({ length: items.length / 256 }, (_, index) => items.slice(index * 256, (index + 1) * 256))
}

globalThis.bench = { oneCaller, manyCallers, grownTrail, wholeImage }
