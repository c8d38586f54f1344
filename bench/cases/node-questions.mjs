import { cycle } from '../cycle.mjs'
import { contestant, freshContestant } from '../node/contestant.mjs'
import { placeOf } from '../node/filled-peer.mjs'
import { roster } from '../node/roster.mjs'
import { filledTrail } from '../node/trail.mjs'
import { pick, takeTurns } from '../rounds.mjs'

const kinds = {
  page: 'first page of (risk, tool, time), as objects',
  session: 'summary of a session',
  tools: 'all grouped by tool, with p95',
  search: 'first page of a text search',
}

const note =
  'Tallystick keeps in memory what overviews and searches need once it was asked for one, and brings it up to date; what the first of a process takes stands below. Nothing of it is on the disk. Every answer equals that of the others.'

const words = 'timeout error order file status update user value path name list page'.split(' ')

/** The same questions to the same rows. Answers are compared before anything is measured; another answer fails. */
export default async function run(context) {
  const count = context.quick ? 20_000 : 100_000
  const trail = await filledTrail(context, count)
  const asked = chooseQuestions([...cycle(context.entries, count)])
  const first = {}
  const enter = (id) =>
    checked(
      contestant(roster[id], 'questions', async () => ({ place: await placeOf(context, id, trail), asked, count })),
      first,
    )
  const entrants = ['plain', 'redacting', 'wal', 'nodeSqlite', 'sqlJs', 'pglite']
  const contestants = await takeTurns(context.quick ? 5 : 9, entrants.map(enter))
  const targets = [
    { of: roster.wal.name, atMost: 1.5 },
    { of: 'best WASM peer', atMost: 1 },
  ]
  const firsts = await firstQuestions(context, trail, asked)
  const facts = { goal: 'd', runtime: 'Node', unit: 'ms', better: 'less' }
  return Object.entries(kinds).flatMap(([kind, work]) => {
    const what = `${work}, of ${count.toLocaleString('en')}`
    return [
      { ...facts, what, contestants: pick(contestants, kind), targets, note },
      { ...facts, what: `the first of a process: ${what}`, contestants: pick(firsts, kind) },
    ]
  })
}

/** What has to be read, and made, before anything is kept in memory. */
function firstQuestions(context, trail, asked) {
  const enter = (id) =>
    freshContestant(roster[id], 'first-questions', async () => ({ place: await placeOf(context, id, trail), asked }))
  return takeTurns(context.quick ? 1 : 3, ['plain', 'wal', 'nodeSqlite', 'sqlJs'].map(enter))
}

/** A contestant that fails when its answers are not those of the first one. */
function checked({ start, ...facts }, first) {
  const startChecked = async () => {
    const { sample, end } = await start()
    const check = async () => {
      const answers = await sample(0)
      for (const kind of Object.keys(answers)) {
        first[kind] ??= answers[kind]
        if (first[kind] !== answers[kind]) throw new Error(`Another answer to "${kind}".`)
      }
    }
    return { sample: (round) => (round === 0 ? check() : sample(round)), end }
  }
  return { ...facts, start: startChecked }
}

/** A frequent, a middling and a rare tool, each at its risk, over all of the time, half of it, and its last tenth. */
function chooseQuestions(entries) {
  const at = (share) => entries[Math.floor((entries.length - 1) * share)]
  const ranges = [
    [0, 1],
    [0.25, 0.75],
    [0.9, 1],
  ].map(([from, to]) => ({ from: at(from).timestamp, to: at(to).timestamp }))
  const pairs = toolsByFrequency(entries)
  const chosen = [0, 0.05, 0.3, 0.6].map((share) => pairs[Math.floor(pairs.length * share)])
  const sessions = Array.from({ length: 40 }, (_, index) => at((index + 0.5) / 40).sessionId)
  return {
    page: [chosen.flatMap((pair) => ranges.map((range) => Object.assign({}, pair, range)))],
    session: [sessions],
    tools: [[null]],
    // Another text each time, since a trail that has not changed may remember what it was asked.
    search: words.map((word) => [word, `no entry says ${word}`]),
  }
}

function toolsByFrequency(entries) {
  const pairs = new Map()
  for (const { toolName, riskLevel } of entries) {
    const key = `${riskLevel} ${toolName}`
    const pair = pairs.get(key) ?? { toolName, riskLevel, count: 0 }
    pairs.set(key, Object.assign(pair, { count: pair.count + 1 }))
  }
  return [...pairs.values()]
    .toSorted((a, b) => b.count - a.count)
    .map(({ toolName, riskLevel }) => ({ toolName, riskLevel }))
}
