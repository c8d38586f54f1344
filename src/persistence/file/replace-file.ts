import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { nanoid } from 'nanoid'
import { ifPresent } from './fault.js'
import { namesIn } from './folder.js'

const prefix = 'temporary-'
/** Nobody takes this long, in milliseconds, to write a small file: one this old was left by a process that died. */
const longestWrite = 3_600_000

/** Replaces a small file as a whole: readers see the old text or the new one, never a part. */
export function replaceFile(file: string, text: string): void {
  const temporary = join(dirname(file), prefix + nanoid(8))
  try {
    writeFileSync(temporary, text, { mode: 0o600 })
    renameSync(temporary, file)
  } finally {
    rmSync(temporary, { force: true })
  }
}

/** Removes what processes left that died while they replaced a file. */
export function removeTemporaries(folder: string, now: number): void {
  for (const name of namesIn(folder)) {
    if (!name.startsWith(prefix)) continue
    const file = join(folder, name)
    const modified = ifPresent(() => statSync(file).mtimeMs, now)
    if (now - modified > longestWrite) rmSync(file, { force: true })
  }
}
