import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { timeOf } from '../../rounds.mjs'

/** Writes all of a trail into a file, as CSV and as JSON: the milliseconds of each. The first one checks that all is there. */
export async function start(open, { place, folder, count }) {
  const trail = await open(place)
  const file = join(folder, 'export')
  return {
    sample: async (round) => {
      // Without a round to warm up, since each writes for seconds.
      if (round === 0) return null
      const csv = await timeOf(() => trail.exportCsv(file))
      const json = await timeOf(() => trail.exportJson(file))
      if (round === 1) check(JSON.parse(readFileSync(file, 'utf8')).length, count)
      return { csv, json }
    },
    end: async () => {
      await trail.close()
      rmSync(file, { force: true })
    },
  }
}

function check(exported, count) {
  if (exported !== count) throw new Error(`${exported} of ${count} entries were exported.`)
}
