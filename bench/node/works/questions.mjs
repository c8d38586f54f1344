import { createHash } from 'node:crypto'
import { timeOf } from '../../rounds.mjs'

/**
 * The questions to a trail, each kind several times in a sample: the mean time of one. Of each kind there is a list of values
 * for each round, or one for all. The first sample, which only warms
 * up, gives what the answers were, so that they can be compared.
 */
export async function start(open, { place, asked, count }) {
  const trail = await open(place)
  const kinds = Object.entries(asked)
  const stored = await trail.count()
  if (stored !== count) throw new Error(`It holds ${stored} entries, not ${count}.`)
  return {
    sample: async (round) => {
      if (round === 0) return await answersOf(trail, kinds)
      const times = {}
      for (const [kind, rounds] of kinds) {
        const values = rounds[round % rounds.length]
        times[kind] = (await timeOf(() => askAll(trail, kind, values))) / values.length
      }
      return times
    },
    end: () => trail.close(),
  }
}

async function askAll(trail, kind, values) {
  const answers = []
  for (const value of values) answers.push(await trail[kind](value))
  return answers
}

async function answersOf(trail, kinds) {
  const digests = {}
  for (const [kind, [values]] of kinds) digests[kind] = digest(await askAll(trail, kind, values))
  return digests
}

function digest(value) {
  return createHash('sha256').update(JSON.stringify(value, inOrder)).digest('hex')
}

/** Keys in one order, and sums of fractions as far as the order of adding leaves them alike. */
function inOrder(_key, value) {
  if (typeof value === 'number') return Number(value.toPrecision(12))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
