import { nextFrame, parts } from './parts.js'

/** When the first entries stood in the table, and when everything around them did, in milliseconds since the navigation began. */
export async function firstShown(inspector) {
  const entries = await until(() => parts(inspector).row)
  const everything = await until(() => isWhole(parts(inspector)))
  return { entries, everything }
}

async function until(condition) {
  while (!condition()) await nextFrame()
  return performance.now()
}

function isWhole({ row, summary, sessions, buckets, plot, isDrawn }) {
  return row && summary && sessions && buckets?.length > 0 && plot && isDrawn
}
