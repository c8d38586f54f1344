import { openAuditStore } from '../.built/dist/index.js'
import { AuditInspector } from '../.built/dist/inspector/index.js'
import wasm from '../.built/dist/sql-wasm.wasm?url'
import { inThousands } from '../cycle.mjs'
import { logEvenly } from './agent.js'
import { changes, press } from './controls.js'
import { firstShown } from './first-shown.js'
import { trail } from './trail.js'

const worker = () => new Worker(new URL('./audit-worker.js', import.meta.url), { type: 'module' })
const store = await openAuditStore({ name: 'inspected', worker, wasm, retention: false, redact: false })
const inspector = Object.assign(new AuditInspector(), { store, worker })
document.body.append(inspector)
const shown = firstShown(inspector)

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
