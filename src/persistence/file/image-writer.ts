import { rmSync, statSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { DatabasePath } from './database-path.js'
import { ifPresent } from './fault.js'
import { makeFolder, syncFolder } from './folder.js'
import { imageNumbers, imagePath, passingPath } from './image-files.js'
import { tryLink } from './link.js'
import { examine, examineHandle } from './signature.js'

/** A database that was here before us becomes image 0, so that it is kept as every other image is. */
function keepOriginal(path: DatabasePath): void {
  const original = imageNumbers(path).length === 0 ? examine(path.file) : null
  if (original !== null && original.size > 0) tryLink(path.file, imagePath(path, 0))
}

/** What others could do with the published file, they can do with the next. */
async function keepAccess(path: DatabasePath, handle: FileHandle): Promise<void> {
  const before = ifPresent(() => statSync(path.file), null)
  if (before === null) return
  await handle.chmod(before.mode & 0o777)
  const { uid, gid } = await handle.stat()
  // Only root may give a file away; for others it is theirs, as every file that they make.
  if (uid !== before.uid || gid !== before.gid) await handle.chown(before.uid, before.gid).catch(() => {})
}

async function writeDraft(path: DatabasePath, draft: string, bytes: Uint8Array): Promise<string> {
  const handle = await open(draft, 'wx+', 0o600)
  try {
    await handle.writeFile(bytes)
    await keepAccess(path, handle)
    await handle.sync()
    return examineHandle(handle.fd, draft).signature
  } finally {
    await handle.close()
  }
}

/** What `writeNumbered` makes. */
export interface NumberedImage {
  readonly generation: number
  readonly bytes: Uint8Array
  /** Asked right before the image is there. */
  readonly mayReplace: () => boolean
  /** Told the signature that the image will have, then. */
  readonly announce: (signature: string) => void
}

/**
 * Makes an image under its number, whole or not at all, and resolves with its signature once it is durable; with null when
 * another has the number, or `mayReplace` says no. The database file is not touched.
 */
export async function writeNumbered(path: DatabasePath, image: NumberedImage): Promise<string | null> {
  makeFolder(path.folder)
  keepOriginal(path)
  const draft = passingPath(path, 'draft', image.generation)
  try {
    const signature = await writeDraft(path, draft, image.bytes)
    if (!image.mayReplace()) return null
    image.announce(signature)
    if (!tryLink(draft, imagePath(path, image.generation))) return null
    syncFolder(path.folder)
    return signature
  } finally {
    rmSync(draft, { force: true })
  }
}
