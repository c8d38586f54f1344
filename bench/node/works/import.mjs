import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { timeOf } from '../../rounds.mjs'

/** Imports the file of an export into a new trail, and counts what is there then: until durable, and until answered. */
export async function start(open, { folder, whole, warmUp }) {
  return {
    sample: async (round) => {
      const { file, count } = round === 0 ? warmUp : whole
      const place = { folder: mkdtempSync(join(folder, 'import-')) }
      const trail = await open(place)
      const durable = await timeOf(() => trail.importFile(file))
      let counted
      const answered = durable + (await timeOf(async () => (counted = await trail.count())))
      await trail.close()
      rmSync(place.folder, { recursive: true })
      if (counted !== count) throw new Error(`It holds ${counted} entries after the import of ${count}.`)
      return { durable, answered }
    },
  }
}
