import { fstatSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { AuditError } from '../../error.js'
import { patched } from '../patched.js'
import type { StoredImage } from '../persistence.js'
import type { DatabasePath } from './database-path.js'
import { faultCode } from './fault.js'
import { newestFile } from './image-files.js'
import { waitUntilQuiet } from './open-check.js'
import { type PatchFile, readPatches, type Underlay } from './patch-files.js'
import { examineHandle } from './signature.js'

/** A database as it was read, and how to tell later whether it is still the same. */
export interface SignedImage {
  readonly image: StoredImage
  readonly underlay: Underlay
}

const attempts = 10

/** What is read at once. */
const stretchLength = 8_388_608

/**
 * The newest image; null when there is none.
 *
 * @throws AuditError `DATABASE_BUSY` while another program writes to it, `DATABASE_INVALID`.
 */
export async function readNewest(path: DatabasePath): Promise<SignedImage | null> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const newest = newestFile(path)
    if (newest === null) return null
    await waitUntilQuiet(path)
    const image = await readUnchanged(path, newest.path, newest.generation)
    if (image !== null) return image
  }
  throw new AuditError('DATABASE_BUSY', `${path.file} changes faster than it can be read. Try again later.`)
}

/** Null when it changed meanwhile, or a newer one took its place. */
async function readUnchanged(path: DatabasePath, file: string, generation: number): Promise<SignedImage | null> {
  try {
    const handle = await open(file)
    try {
      const { signature, size, valid } = examineHandle(handle.fd, file)
      if (!valid) throw new AuditError('DATABASE_INVALID', `${file} is not an SQLite database, or is damaged.`)
      const patches = await readPatches(path, { generation, signature })
      const bytes = await readAll(handle, size, Math.max(size, patches.at(-1)?.size ?? 0))
      const isSame = examineHandle(handle.fd, file).signature === signature && fstatSync(handle.fd).nlink > 0
      return isSame ? signed({ generation, bytes, signature }, patches) : null
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (faultCode(error) === 'ENOENT') return null
    throw error
  }
}

function signed(
  { generation, bytes, signature }: { generation: number; bytes: Uint8Array; signature: string },
  patches: readonly PatchFile[],
): SignedImage {
  const image = { generation, bytes, patches: 0, patchedBytes: 0, own: generation > 0 }
  const lastPatch = patches.at(-1)?.id ?? null
  return {
    image: patches.reduce((under, patch) => patched(under, patch), image),
    underlay: { generation, signature, lastPatch, patches: patches.length },
  }
}

/** In long stretches, several at a time: `readFile()` takes half a megabyte after the other, and twice as long (measured). */
async function readAll(handle: FileHandle, size: number, room: number): Promise<Uint8Array> {
  const { buffer } = Buffer.allocUnsafeSlow(room).fill(0, size)
  const starts = Array.from({ length: Math.ceil(size / stretchLength) }, (_, index) => index * stretchLength)
  await Promise.all(
    starts.map((start) =>
      readStretch(handle, start, new Uint8Array(buffer, start, Math.min(stretchLength, size - start))),
    ),
  )
  return new Uint8Array(buffer)
}

/** Less where the file became shorter meanwhile, which its signature tells. */
async function readStretch(handle: FileHandle, start: number, bytes: Uint8Array): Promise<void> {
  for (let length = 0; length < bytes.length;) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, start + length)
    if (bytesRead === 0) return
    length += bytesRead
  }
}
