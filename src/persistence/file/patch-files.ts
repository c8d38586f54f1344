import { existsSync, rmSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import type { ImagePatch } from '../persistence.js'
import { crc32 } from './checksum.js'
import type { DatabasePath } from './database-path.js'
import { imagePath, newestGeneration, passingPath } from './image-files.js'
import { tryLink } from './link.js'
import { examine } from './signature.js'

/**
 * What a patch says of itself. A patch only saves whoever opens the trail the reading of the journal, which stays until a whole
 * image covers it: another program may write to the image at any time, and then what was to lie over it is worth nothing.
 */
interface PatchHeader {
  readonly id: string
  /** The signature of the image as it was. */
  readonly image: string
  /** The id of the patch before; null for the first. */
  readonly after: string | null
  /** How long the database is with it. */
  readonly size: number
  /** Where each stretch begins, and how long it is. */
  readonly stretches: readonly (readonly [start: number, length: number])[]
}

/** A patch as it was read. */
export interface PatchFile extends Pick<ImagePatch, 'size' | 'stretches'> {
  readonly id: string
}

/** What a patch lies over: an image, and what lies over that already. */
export interface Underlay {
  readonly generation: number
  readonly signature: string
  readonly patches: number
  /** The id of the last patch; null for an image without any. */
  readonly lastPatch: string | null
}

/** A file begins with its checksum, as eight hex digits and a newline; a newline also ends the header. */
const headerStart = 9
const newline = 10

function patchPath(path: DatabasePath, generation: number, number: number): string {
  return join(path.folder, `patch-${generation}-${number}`)
}

/**
 * Makes the file of a patch, whole or not at all, and resolves with its id; with null when the next one is there already, or
 * the image is not what it was. It is not synced: what a power cut leaves of it shows by its checksum.
 */
export async function addPatch(path: DatabasePath, patch: ImagePatch, under: Underlay): Promise<string | null> {
  if (examine(imagePath(path, under.generation))?.signature !== under.signature) return null
  const id = nanoid()
  const file = patchPath(path, under.generation, under.patches + 1)
  // By this name it goes as soon as there is a newer image.
  const draft = passingPath(path, 'draft', under.generation + 1)
  try {
    await writeDraft(draft, encoded({ ...patch, id }, under))
    if (!tryLink(draft, file)) return null
  } finally {
    rmSync(draft, { force: true })
  }
  if (newestGeneration(path) === under.generation) return id
  // What a purge removed meanwhile may stand in it.
  rmSync(file, { force: true })
  return null
}

/** The patches of an image in their order, as far as each of them lies over just what is there. */
export async function readPatches(
  path: DatabasePath,
  { generation, signature }: Pick<Underlay, 'generation' | 'signature'>,
): Promise<readonly PatchFile[]> {
  const patches: PatchFile[] = []
  for (;;) {
    const file = patchPath(path, generation, patches.length + 1)
    const patch = existsSync(file) ? decoded(await readQuietly(file)) : null
    if (patch === null || patch.image !== signature || patch.after !== (patches.at(-1)?.id ?? null)) return patches
    patches.push(patch)
  }
}

async function writeDraft(draft: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
  } finally {
    await handle.close()
  }
}

function encoded({ id, size, stretches }: PatchFile, { signature, lastPatch }: Underlay): Uint8Array {
  const places = stretches.map(({ start, bytes }) => [start, bytes.length] as const)
  const header: PatchHeader = { id, size, image: signature, after: lastPatch, stretches: places }
  const file = Buffer.concat([
    Buffer.alloc(headerStart),
    Buffer.from(`${JSON.stringify(header)}\n`),
    ...stretches.map(({ bytes }) => bytes),
  ])
  file.write(checksum(file.subarray(headerStart)), 'latin1')
  return file
}

/** Null for what is no whole patch. */
function decoded(file: Buffer | null): (PatchFile & Pick<PatchHeader, 'image' | 'after'>) | null {
  const content = file?.subarray(headerStart)
  if (!content || file?.toString('latin1', 0, headerStart) !== checksum(content)) return null
  let end = content.indexOf(newline) + 1
  const header = JSON.parse(content.toString('utf8', 0, end)) as PatchHeader
  const stretches = header.stretches.map(([start, length]) => {
    end += length
    return { start, bytes: content.subarray(end - length, end) }
  })
  return { ...header, stretches }
}

function checksum(bytes: Uint8Array): string {
  return `${crc32(bytes)
    .toString(16)
    .padStart(headerStart - 1, '0')}\n`
}

/** Null for what may not be read by this user, or is gone. */
async function readQuietly(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch {
    return null
  }
}
