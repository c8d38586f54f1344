import { contestants, logging } from '../browser/contestants.mjs'
import { race } from '../browser/race.mjs'
import { pick } from '../rounds.mjs'

const turn =
  'A turn ends after 0.6 seconds; one that takes more than two, since all callers wait for their last log, is the only one.'
const burst = {
  names: ['ours', 'ours, default', 'ours, in a worker', 'bare, the limit', ...logging],
  note: `Bare IndexedDB adds what so many callers give, ready made, as one value in each transaction. What a turn makes due of images and patches is written in the pause after it. ${turn}`,
}

/** 16 and 256 callers that each await their own log: in bursts, and for so long that no patch of the image can wait for a pause. */
export default async function run(context) {
  const { quick } = context
  const size = quick ? 2560 : 10_240
  const lasting = {
    size: size * 5,
    names: ['ours', 'ours, default', 'dexie', 'sqlite-wasm, wal'],
    note: `${(size * 5).toLocaleString('en')} logs a turn. The replica learns of them, and patches of its image are written, among them; what is left at the end, at most ten thousand, is brought in untimed. A turn of peers ends after 0.6 seconds.`,
  }
  const targets = [{ of: 'best peer', atLeast: 50 }]
  return [
    await measure(context, { what: '16 callers', callers: 16, size, ...burst, rounds: quick ? 2 : 3 }),
    await measure(context, { what: '256 callers', callers: 256, size, ...burst, rounds: quick ? 2 : 5, targets }),
    await measure(context, {
      what: '256 callers, without a pause',
      callers: 256,
      ...lasting,
      rounds: quick ? 1 : 3,
      targets,
    }),
  ]
}

async function measure(context, { what, callers, size, names, note, rounds, targets = [] }) {
  const isLasting = !names.includes('bare, the limit')
  const found = await race(context, {
    racers: contestants(...names),
    rounds,
    sample: async ({ browser, trail }, round) => {
      const seconds = isLasting && trail.module === 'ours' ? 60 : 0.6
      const logged = await browser.call(trail.module === 'bare' ? 'batches' : 'manyCallers', {
        size,
        callers,
        round,
        seconds,
      })
      // The image that is due now is written, untimed, so that it is in nobody else's way.
      await browser.call('checkpoint')
      return logged
    },
    slow: 2500,
  })
  return {
    goal: 'b',
    runtime: 'Chromium',
    what,
    unit: 'logs/s',
    better: 'more',
    contestants: pick(found, 'perSecond'),
    targets,
    note: `Each peer's log is a transaction of its own. ${note}`,
  }
}
