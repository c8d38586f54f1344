import { execFileSync } from 'node:child_process'
import { basename, dirname, join } from 'node:path'

/** A copy of a trail in a folder of its own, for what changes it: its file. Names that share a file share one in the copy. */
export function copiedTrail(trail, folder) {
  execFileSync('cp', ['-a', `${dirname(trail)}/.`, folder])
  return join(folder, basename(trail))
}
