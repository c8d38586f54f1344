import { takeTurns } from '../rounds.mjs'
import { freshContestant } from './contestant.mjs'
import { roster } from './roster.mjs'

/** The folder in which a peer holds the rows of that trail of ours; made once a run, and only read then. */
export function filledPeer({ place }, id, trail) {
  return place.shared(`filled-${id}`, async (folder) => {
    const [{ failed }] = await takeTurns(0, [freshContestant(roster[id], 'filling', { place: { folder, trail } })])
    if (failed) throw new Error(failed)
    return folder
  })
}

/** Where a contestant finds the rows of the trail: ours and sql.js in its file, others in what they took over from it. */
export async function placeOf(context, id, trail) {
  if (!['wal', 'nodeSqlite', 'pglite'].includes(id)) return { folder: context.place.folder(id), trail }
  return { folder: await filledPeer(context, id, trail) }
}
