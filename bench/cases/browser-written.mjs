import { Buffer } from 'node:buffer'
import { setTimeout as sleep } from 'node:timers/promises'
import { openAuditStore } from '../.built/dist/index.js'
import { contestants, queryable } from '../browser/contestants.mjs'
import { filled } from '../browser/filled.mjs'
import { race } from '../browser/race.mjs'
import { shortScripts } from '../browser/short-scripts.mjs'
import { framesOf } from '../frames.mjs'

/** Bytes that Chromium writes for the bytes of an entry, over many logs of 16 callers; and for a script that logs 30. */
export default async function run(context) {
  return [await amplification(context), await fewEntries(context)]
}

async function amplification(context) {
  const size = context.quick ? 10_000 : 100_000
  const frames = await framesOf(openAuditStore, context.entries)
  const bytes = frames.reduce((sum, frame) => sum + Buffer.byteLength(frame), 0) / frames.length
  const found = await race(context, {
    racers: contestants('ours', 'ours, default', 'bare', ...queryable, 'idb-keyval'),
    rounds: 1,
    sample: async ({ browser, trail }, round) => {
      if (round === 0) return
      const before = browser.written()
      const seconds = trail.module === 'ours' ? 100 : 4
      const { count } = await browser.call('manyCallers', { size, callers: 16, round, seconds })
      if (trail.module === 'ours' && count !== size) throw new Error(`Only ${count} were logged.`)
      await browser.call('close')
      return ((await settled(() => browser.written())) - before) / (count * bytes)
    },
  })
  return {
    goal: 'f',
    runtime: 'Chromium',
    what: `bytes written for each byte logged, ${size.toLocaleString('en')} logs of 16 callers`,
    unit: 'times',
    better: 'less',
    contestants: found,
    targets: [{ limit: 4 }],
    note: `An entry is ${Math.round(bytes)} bytes. Peers log for four seconds; their ratio grows with the trail. All processes of the browser count.`,
  }
}

/** What `read` gives once it has been the same for three seconds: databases tidy up behind their last write. */
async function settled(read) {
  let last = read()
  for (let quiet = 0; quiet < 6;) {
    await sleep(500)
    const now = read()
    quiet = now === last ? quiet + 1 : 0
    last = now
  }
  return last
}

async function fewEntries(context) {
  const count = context.quick ? 10_000 : 100_000
  return {
    goal: 'f',
    runtime: 'Chromium',
    what: `bytes written by 30 logs into ${count.toLocaleString('en')} entries, and close()`,
    unit: 'MB',
    better: 'less',
    contestants: await shortScripts(context, contestants('ours', 'ours, default'), async ({ key }) => {
      const { profile } = await filled(context, key, count)
      return profile
    }),
    targets: [{ limit: 1 }],
  }
}
