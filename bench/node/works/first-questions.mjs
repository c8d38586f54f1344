import { timeOf } from '../../rounds.mjs'

/** The milliseconds that the first question of each kind takes in a process that has read the first page before. */
export async function start(open, { place, asked }) {
  return {
    sample: async () => {
      const trail = await open(place)
      await trail.latest()
      const times = {}
      for (const [kind, [[value]]] of Object.entries(asked)) times[kind] = await timeOf(() => trail[kind](value))
      return times
    },
  }
}
