import { contestants } from '../browser/contestants.mjs'
import { filled } from '../browser/filled.mjs'
import { questionsFor } from '../browser/questions.mjs'
import { race } from '../browser/race.mjs'
import { tracing } from '../browser/tracing.mjs'
import { pick } from '../rounds.mjs'

const perSecond = 1000

/** The longest task of the page's main thread while it logs and asks. */
export default async function run(context) {
  // So long that the journal outgrows what it may be, and is brought into a patch meanwhile.
  const { rounds, seconds, count } = context.quick
    ? { rounds: 1, seconds: 3, count: 10_000 }
    : { rounds: 3, seconds: 20, count: 100_000 }
  const { page } = questionsFor(context.entries, count)
  const measure = (...names) =>
    race(context, {
      // One that cannot keep up has one turn.
      slow: seconds * 2000,
      racers: contestants(...names),
      rounds,
      profile: async ({ key }) => (await filled(context, key, count)).profile,
      start: async ({ browser, trail }) => {
        await browser.call('open', trail)
        await browser.call('answer', 'page', page[0])
      },
      sample: async ({ browser }, round) => {
        const asked = { perSecond, seconds: round === 0 ? 1 : seconds, question: 'page', choices: page }
        let late
        const tasks = await tracing(browser, async () => (late = await browser.call('bustle', asked)))
        return { longest: Math.max(...tasks), late }
      },
    })
  const common = { goal: 'j', runtime: 'Chromium', unit: 'ms', better: 'less' }
  const work = `${perSecond.toLocaleString('en')} logs a second and a question every 100 ms`
  const note = `From Chromium's own trace of ${seconds} seconds; ${count.toLocaleString('en')} entries are stored before. Of the peers, the two that come nearest to so many durable logs a second; one that falls far behind has one turn.`
  const both = (where, found, targets) => [
    {
      ...common,
      what: `longest task of the main thread, ${work}, ${where}`,
      contestants: pick(found, 'longest'),
      targets,
      note,
    },
    {
      ...common,
      what: `until all is durable and answered, after the last of ${work}, ${where}`,
      contestants: pick(found, 'late'),
    },
  ]
  return [
    ...both(
      'replica in a worker',
      await measure('ours, in a worker', 'ours, default in a worker', 'dexie', 'sqlite-wasm, wal'),
      [{ limit: 16, every: true }],
    ),
    ...both('replica in the page', await measure('ours', 'ours, default'), []),
  ]
}
