import { contestants } from '../browser/contestants.mjs'
import { questionsFor } from '../browser/questions.mjs'
import { race } from '../browser/race.mjs'
import { tracing } from '../browser/tracing.mjs'

const perSecond = 1000
// What takes as many milliseconds, since it cannot keep up, has one turn.
const slow = 12_000

/** The longest task of the page's main thread while it logs and asks. */
export default async function run(context) {
  const { rounds, seconds } = context.quick ? { rounds: 1, seconds: 3 } : { rounds: 3, seconds: 4 }
  const count = 5000
  const { page } = questionsFor(context.entries, count)
  const measure = (...names) =>
    race(context, {
      slow,
      racers: contestants(...names),
      rounds,
      start: async ({ browser, trail }) => {
        await browser.call('open', trail)
        await browser.call('fill', { end: count })
      },
      sample: async ({ browser }, round) => {
        const asked = { perSecond, seconds: round === 0 ? 1 : seconds, question: 'page', choices: page }
        return Math.max(...(await tracing(browser, () => browser.call('bustle', asked))))
      },
    })
  const common = { goal: 'j', runtime: 'Chromium', unit: 'ms', better: 'less' }
  const what = `longest task of the main thread, ${perSecond.toLocaleString('en')} logs a second and a question every 100 ms`
  const note = `From Chromium's own trace of ${seconds} seconds; ${count.toLocaleString('en')} entries are stored before. Of the peers, the two that come nearest to so many durable logs a second; one that falls far behind has one turn.`
  return [
    {
      ...common,
      what: `${what}, replica in a worker`,
      contestants: await measure('ours, in a worker', 'ours, default in a worker', 'dexie', 'sqlite-wasm, wal'),
      targets: [{ limit: 16, every: true }],
      note,
    },
    { ...common, what: `${what}, replica in the page`, contestants: await measure('ours', 'ours, default'), note },
  ]
}
