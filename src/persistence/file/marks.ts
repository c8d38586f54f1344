import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabasePath } from './database-path.js'
import { ifPresent } from './fault.js'
import { makeFolder } from './folder.js'
import { replaceFile } from './replace-file.js'

function markPath(path: DatabasePath, name: string): string {
  return join(path.folder, `mark-${encodeURIComponent(name)}`)
}

/** The value that was last written under the name; null when there is none. */
export function readMark(path: DatabasePath, name: string): string | null {
  return ifPresent(() => readFileSync(markPath(path, name), 'utf8'), null)
}

/** Advisory, so it need not survive a power cut. */
export function writeMark(path: DatabasePath, name: string, value: string): void {
  makeFolder(path.folder)
  replaceFile(markPath(path, name), value)
}
