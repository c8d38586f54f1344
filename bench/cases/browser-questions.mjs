import { contestants, queryable } from '../browser/contestants.mjs'
import { filled } from '../browser/filled.mjs'
import { questionsFor } from '../browser/questions.mjs'
import { race } from '../browser/race.mjs'
import { pick } from '../rounds.mjs'

// What takes as many milliseconds for all four is asked once.
const slow = 5000

const titles = {
  page: 'page of 100 by risk, tool and time',
  session: 'summary of a session',
  tools: 'group by tool with p95',
  search: 'text search of everything',
}

/** Four questions; every answer is compared with ours before it is timed. */
export default async function run(context) {
  const { rounds, count } = context.quick ? { rounds: 2, count: 10_000 } : { rounds: 4, count: 100_000 }
  const questions = questionsFor(context.entries, count)
  const answers = new Map()
  const found = await race(context, {
    racers: contestants('ours', 'ours, default', 'ours, in a worker', ...queryable, 'idb-keyval'),
    rounds,
    profile: async ({ key }) => (await filled(context, key, count)).profile,
    sample: async ({ browser }, round) =>
      round === 0 ? await compare(browser, questions, answers) : await timed(browser, questions),
    slow,
  })
  return Object.keys(titles).map((question) => ({
    goal: 'd',
    runtime: 'Chromium',
    what: `${titles[question]}, ${count.toLocaleString('en')} entries`,
    unit: 'ms',
    better: 'less',
    contestants: pick(found, question),
    targets: [{ of: 'best WASM peer', atMost: 1 }],
    note: `Every answer equals ours, with its JSON parsed. Peers have the indexes of ours. Tallystick keeps in memory what overviews and searches need once it was asked for one, and nothing of it on the disk. A peer that takes longer than ${slow / 1000} seconds for all four questions is asked once.`,
  }))
}

async function timed(browser, questions) {
  const times = {}
  for (const [question, choices] of Object.entries(questions)) {
    times[question] = await browser.call('timeAnswer', question, choices)
  }
  return times
}

/** The first one's answers are the measure. Gives the times of the answers, for one that is too slow for more turns. */
async function compare(browser, questions, answers) {
  const times = {}
  for (const [question, [argument]] of Object.entries(questions)) {
    const start = performance.now()
    const text = JSON.stringify(await browser.call('answer', question, argument))
    times[question] = performance.now() - start
    if (!answers.has(question)) answers.set(question, text)
    if (answers.get(question) !== text) throw new Error(`another answer than ours (${question})`)
  }
  return times
}
