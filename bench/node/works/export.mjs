import { createReadStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import { timeOf } from '../../rounds.mjs'

/** Writes all of a trail into a file, as CSV and as JSON. */
export async function start(open, { place }) {
  const trail = await open(place)
  const file = join(place.folder, 'export')
  return {
    sample: async () => {
      const csv = await timeOf(() => trail.exportCsv(file))
      const lines = await linesIn(file)
      const json = await timeOf(() => trail.exportJson(file))
      return { csv, json, lines, jsonLines: await linesIn(file) }
    },
    end: async () => {
      await trail.close()
      rmSync(file, { force: true })
    },
  }
}

async function linesIn(file) {
  let lines = 0
  for await (const chunk of createReadStream(file)) for (const byte of chunk) if (byte === 10) lines += 1
  return lines
}
