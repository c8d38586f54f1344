import { inPage } from '../browser.mjs'

/** One caller that awaits each `log()`, against a bare IndexedDB add and commit of the same bytes, and Dexie's add. */
export default async function run(context) {
  const options = context.quick ? { rounds: 5, size: 50 } : { rounds: 15, size: 100 }
  const { ours, bare, dexie } = await inPage(context, 'oneCaller', options)
  const what = 'Chromium, strict: one caller, p50 of log()'
  return [
    { what, unit: 'ms', ours, peer: 'bare IndexedDB add + commit', theirs: bare, target: { atMost: 1.5 } },
    { what, unit: 'ms', ours, peer: 'Dexie add', theirs: dexie },
  ]
}
