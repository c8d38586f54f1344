import { contestants, logging } from '../browser/contestants.mjs'
import { race } from '../browser/race.mjs'
import { pick } from '../rounds.mjs'

/** 16 and 256 callers that each await their own log. */
export default async function run(context) {
  return [await measure(context, 16), await measure(context, 256)]
}

async function measure(context, callers) {
  const { rounds, size } = context.quick ? { rounds: 2, size: 2560 } : { rounds: callers === 256 ? 5 : 3, size: 10_240 }
  const found = await race(context, {
    racers: contestants('ours', 'ours, default', 'ours, in a worker', 'bare', ...logging),
    rounds,
    sample: ({ browser, key }, round) =>
      browser.call(key === 'bare' ? 'batches' : 'manyCallers', { size, callers, round, seconds: 0.6 }),
    slow: 2500,
  })
  return {
    goal: 'b',
    runtime: 'Chromium',
    what: `${callers} callers`,
    unit: 'logs/s',
    better: 'more',
    contestants: pick(found, 'perSecond'),
    targets: callers === 256 ? [{ of: 'best peer', atLeast: 50 }] : [],
    note: `Each peer's log is a transaction of its own; bare IndexedDB adds ${callers} texts in each, as values of their own, while ours puts what waits into one value. A turn ends after 0.6 seconds; one that takes more than two, since all callers wait for their last log, is the only one. The images that a turn makes due are written in the pause after it.`,
  }
}
