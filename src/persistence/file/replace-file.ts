import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { nanoid } from 'nanoid'

/** Replaces a small file as a whole: readers see the old text or the new one, never a part. */
export function replaceFile(file: string, text: string): void {
  const temporary = `${file}~${nanoid(8)}`
  try {
    writeFileSync(temporary, text, { mode: 0o600 })
    renameSync(temporary, file)
  } finally {
    rmSync(temporary, { force: true })
  }
}
