import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import type { DatabasePath } from './database-path.js'
import { faultCode, ifPresent } from './fault.js'
import { namesIn, syncFolder } from './folder.js'
import { examine, type DatabaseFile } from './signature.js'

const imageName = /^image-(\d+)$/
/** Names with a generation, of what goes with the next image: `draft-7-x`, `publish-7-x`, `covered-7`, `patch-7-1`. */
const passingName = /^(?:draft|publish|covered|patch)-(\d+)/

/** The numbers of the images in the folder, the lowest first. */
export function imageNumbers(path: DatabasePath): readonly number[] {
  const numbers = namesIn(path.folder).flatMap((name) => imageName.exec(name)?.slice(1).map(Number) ?? [])
  return numbers.toSorted((a, b) => a - b)
}

/** The generation of the newest image; 0 when there is none of ours. */
export function newestGeneration(path: DatabasePath): number {
  return imageNumbers(path).at(-1) ?? 0
}

export function imagePath(path: DatabasePath, generation: number): string {
  return join(path.folder, `image-${generation}`)
}

/** A name in the folder that nobody else uses, and that goes once a newer image is there. */
export function passingPath(path: DatabasePath, kind: 'draft' | 'publish', generation: number): string {
  return join(path.folder, `${kind}-${generation}-${nanoid(8)}`)
}

/** Every database file of this place, each once: the images, and the published file where it is none of them. */
export function databaseFiles(path: DatabasePath): readonly DatabaseFile[] {
  const files = imageNumbers(path).flatMap((number) => examine(imagePath(path, number)) ?? [])
  // As a rule it is a link to the newest of them, and need not be opened.
  const inode = inodeOf(path.file)
  const published = inode === null || files.some((file) => file.inode === inode) ? null : examine(path.file)
  return published !== null && published.size > 0 ? [...files, published] : files
}

/** The file that a new replica starts from; null when there is none. */
export function newestFile(path: DatabasePath): { readonly path: string; readonly generation: number } | null {
  const newest = imageNumbers(path).at(-1)
  if (newest !== undefined) return { path: imagePath(path, newest), generation: newest }
  const published = examine(path.file)
  return published === null || published.size === 0 ? null : { path: path.file, generation: 0 }
}

/** Whether another program has a transaction under way, or keeps rows, in a file beside the database. */
export function isBusy(path: DatabasePath): boolean {
  return ['-wal', '-shm', '-journal'].some((suffix) => existsSync(path.file + suffix))
}

function inodeOf(path: string): bigint | null {
  return ifPresent(() => statSync(path, { bigint: true }).ino, null)
}

/**
 * Makes the database file a link to the newest image. Safe against a process that was stopped at any step in here and
 * goes on after newer images: its link was taken away by the newer one before that one was published, so its rename fails.
 * Nothing happens while another program is at work on the file, or has put one in its place that nobody `knows` yet; the
 * next image or opening tries again.
 */
export function publish(path: DatabasePath, knows: (signature: string) => boolean): void {
  for (;;) {
    const newest = imageNumbers(path).at(-1)
    if (newest === undefined) return
    removePassing(path, newest)
    const isDone = inodeOf(path.file) === inodeOf(imagePath(path, newest))
    if (isDone || !replacePublished(path, newest, knows)) return
  }
}

/** False where what is there has to stay for now. */
function replacePublished(path: DatabasePath, generation: number, knows: (signature: string) => boolean): boolean {
  const link = passingPath(path, 'publish', generation)
  try {
    linkSync(imagePath(path, generation), link)
    if (isBusy(path) || isTaken(path, knows)) return false
    if (newestGeneration(path) === generation) renameSync(link, path.file)
  } catch (error) {
    if (faultCode(error) !== 'ENOENT') throw error
  } finally {
    // Renaming a link over another link of the same file does nothing, and leaves it (rename(2)).
    rmSync(link, { force: true })
  }
  syncFolder(path.parent)
  return true
}

/** Whether the database file is none of the images, and came from elsewhere. */
function isTaken(path: DatabasePath, knows: (signature: string) => boolean): boolean {
  const stranger = databaseFiles(path).find((file) => file.path === path.file)
  return stranger !== undefined && !knows(stranger.signature)
}

/** Removes what belongs to older images or was made on the way to them; whoever still works on one finds it gone, and gives up. */
function removePassing(path: DatabasePath, newest: number): void {
  for (const name of namesIn(path.folder)) {
    const generation = Number(passingName.exec(name)?.[1] ?? Infinity)
    const isOver = generation < newest || (generation === newest && name.startsWith('draft-'))
    if (isOver) rmSync(join(path.folder, name), { force: true })
  }
}
