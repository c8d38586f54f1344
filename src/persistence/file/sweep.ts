import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabasePath } from './database-path.js'
import { namesIn } from './folder.js'
import { imageNumbers, imagePath } from './image-files.js'
import { isEnded, isLeft, journalNames, withJournal, type OpenJournal } from './journal-files.js'
import { endFrame } from './journal-note.js'
import { scanJournal } from './journal-scan.js'
import type { Place } from './place.js'
import { examine } from './signature.js'

function isCovered(file: OpenJournal, offset: number): boolean {
  return file.size === offset || (file.size === offset + endFrame.length && isEnded(file))
}

/** Journal files that an image covers whole and that nobody writes to any more. */
export function coveredJournals(path: DatabasePath, covered: Place, now: number): readonly string[] {
  return leftJournals(path, covered, (file, offset) => isCovered(file, offset) && isLeft(file, now))
}

/** Journal files that nobody writes to any more, and that an image covers in part only. */
export function partlyCoveredJournals(path: DatabasePath, covered: Place, now: number): readonly string[] {
  return leftJournals(path, covered, (file, offset) => !isCovered(file, offset) && isLeft(file, now))
}

function leftJournals(
  path: DatabasePath,
  covered: Place,
  matches: (file: OpenJournal, offset: number) => boolean,
): readonly string[] {
  return journalNames(path).filter((name) => {
    const offset = covered.files[name]
    return offset !== undefined && withJournal(path, name, (file) => matches(file, offset)) === true
  })
}

/** Removes a journal file, once the bytes in it that could not be read lie aside. */
export function removeJournal(path: DatabasePath, name: string): void {
  withJournal(path, name, (file) => keepDamaged(path, file))
  rmSync(join(path.folder, name), { force: true })
}

function keepDamaged(path: DatabasePath, file: OpenJournal): void {
  const bytes = file.read(0, file.size)
  const { damaged, end } = scanJournal(bytes)
  const stretches = end < bytes.length ? [...damaged, { start: end, end: bytes.length }] : damaged
  if (stretches.length === 0) return
  const kept = Buffer.concat(stretches.map((stretch) => bytes.subarray(stretch.start, stretch.end)))
  writeFileSync(join(path.folder, `damaged-${file.name}`), kept, { mode: 0o600 })
}

/** Removes what was kept aside: a purge cannot tell what is in it. */
export function removeDamaged(path: DatabasePath): void {
  for (const name of namesIn(path.folder)) {
    if (name.startsWith('damaged-')) rmSync(join(path.folder, name), { force: true })
  }
}

/** Removes the images below a generation whose rows are all in newer ones; what another program changed since stays. */
export function removeImages(path: DatabasePath, below: number, seen: ReadonlySet<string>): void {
  for (const number of imageNumbers(path)) {
    const file = number < below ? examine(imagePath(path, number)) : null
    if (file !== null && seen.has(file.signature)) rmSync(file.path, { force: true })
  }
}
