import { openAuditStore } from '../.built/dist/index.js'
// oxlint-disable-next-line import/no-unassigned-import -- defines <audit-inspector>
import '../.built/dist/inspector/index.js'
import wasm from '../.built/dist/sql-wasm.wasm?url'
import { inThousands } from '../cycle.mjs'
import { logEvenly } from './agent.js'
import { changes, press } from './controls.js'
import { firstShown } from './first-shown.js'
import { trail } from './trail.js'

const worker = () => new Worker(new URL('./audit-worker.js', import.meta.url), { type: 'module' })
const inspector = document.querySelector('audit-inspector')
const store = await openAuditStore({ name: 'inspected', worker, wasm, retention: false, redact: false })
const shown = firstShown(inspector)
inspector.worker = worker
inspector.store = store

/** Stores `count` entries, and leaves them checkpointed. */
async function fill(count) {
  const traces = await (await fetch('/entries.json')).json()
  for (const batch of inThousands(trail(traces, count))) await store.logMany(batch)
  await store.checkpoint()
  await store.close()
}

globalThis.bench = {
  fill,
  /** When something was shown, in milliseconds since the navigation began. */
  shown: () => shown,
  changes: () => Object.keys(changes),
  press: (name) => press(inspector, name),
  agent: (options) => logEvenly(store, options),
}
