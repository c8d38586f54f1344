import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import { readCovered, writeCovered } from './covered.js'
import type { DatabasePath } from './database-path.js'
import { ifPresent } from './fault.js'
import { namesIn } from './folder.js'
import { imagePath, newestGeneration } from './image-files.js'
import type { Place } from './place.js'
import { examine } from './signature.js'
import { coveredJournals, removeDamaged, removeImages, removeJournal } from './sweep.js'

const noteName = /^purge-(\d+)-/

/** What is to be done once the image of a purge is there, whoever comes to it. */
interface PurgeNote extends Place {
  /** The signature that the image begins its life with; the number before the first colon stays: its inode. */
  readonly image: string
}

/**
 * Notes, right before its image is made, that a purge is under way, so that a process that dies in the middle leaves what it
 * takes to finish: older images and journal files, purged bytes in them, may go.
 */
export function notePurge(path: DatabasePath, generation: number, note: PurgeNote): void {
  const file = join(path.folder, `purge-${generation}-${nanoid(8)}`)
  writeFileSync(file, JSON.stringify(note), { mode: 0o600, flush: true })
}

/** Finishes every purge whose image is there, and forgets those whose image never came to be. */
export function finishPurges(path: DatabasePath, now: number): void {
  for (const { file, generation } of notesIn(path.folder)) {
    if (generation > newestGeneration(path)) continue
    const note = ifPresent(() => readNote(file), null)
    if (note !== null && isImageOf(path, generation, note)) finish(path, generation, note, now)
    rmSync(file, { force: true })
  }
}

/** The notes in a folder, each with the number of the image that it is about. */
function notesIn(folder: string): readonly { readonly file: string; readonly generation: number }[] {
  return namesIn(folder).flatMap((name) => {
    const number = noteName.exec(name)?.[1]
    return number === undefined ? [] : [{ file: join(folder, name), generation: Number(number) }]
  })
}

/** A note that a power cut tore is of a purge that was told of to nobody. */
function readNote(file: string): PurgeNote | null {
  const text = readFileSync(file, 'utf8')
  try {
    return JSON.parse(text) as PurgeNote
  } catch {
    return null
  }
}

/** Another process may have taken the number with an image of its own. */
function isImageOf(path: DatabasePath, generation: number, { image }: PurgeNote): boolean {
  return image.startsWith(`${examine(imagePath(path, generation))?.inode}:`)
}

function finish(path: DatabasePath, generation: number, { files, seen }: PurgeNote, now: number): void {
  const isNewest = generation === newestGeneration(path)
  if (isNewest && readCovered(path).seen.length === 0) writeCovered(path, generation, { files, seen })
  for (const name of coveredJournals(path, readCovered(path), now)) removeJournal(path, name)
  removeDamaged(path)
  removeImages(path, generation, new Set(seen))
}
