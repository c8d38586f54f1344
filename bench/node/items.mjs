import { openAuditStore } from '../.built/dist/index.js'
import { readData } from '../data.mjs'
import { framesOf } from '../frames.mjs'
import { rowOf } from '../rows.mjs'

/**
 * What is logged, in the form that a contestant takes: an `entry` is what an agent gives; a `row` is finished for the table
 * and a `frame` for a file. The last two hold the same, bounded as ours bounds it, so that a peer is spared all but the storing.
 */
export async function items(form, { source }) {
  const { entries } = await readData({ generated: source === 'generated' })
  if (form === 'entry') return entries
  const frames = await framesOf(openAuditStore, entries)
  return form === 'frame' ? frames : frames.map(rowOf)
}
