import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { nanoid } from 'nanoid'
import type { DatabasePath } from './database-path.js'
import { makeFolder, syncFolder } from './folder.js'
import { frameEncoder } from './frame.js'
import { endText, headerText } from './journal-note.js'
import { thisOwner } from './owner.js'

/** How many zeros a file is made longer by, and how few of them may be left, in bytes. */
const leastRoom = 65_536
const mostRoom = 262_144
const fewestLeft = 16_384

const syncData = promisify(fdatasync)
const encode = frameEncoder()
let sequence = 0
let latest = 0

/** Sorts by the time it was made, so that files of one writer are read in their order, also when the clock was set back. */
function journalName(now: number): string {
  sequence += 1
  latest = Math.max(latest, now)
  return `journal-${latest.toString(36).padStart(9, '0')}-${sequence.toString(36).padStart(4, '0')}-${nanoid(8)}`
}

/** A journal file that this process writes. */
export class JournalFile {
  readonly name: string
  readonly createdAt: number
  #onEnd: () => void = () => {}
  /** Resolves once `end()` was called. */
  readonly ended: Promise<void> = new Promise((resolve) => {
    this.#onEnd = resolve
  })
  readonly #handle: number
  /** Folders whose entries have to be made durable before anything here counts. */
  #unsyncedFolders: readonly string[]
  #size = 0
  /** Of the file, with the zeros behind what was written. */
  #length = 0
  #sound = true

  /** Makes a new file with its header, and its folder where that lacks. */
  constructor(path: DatabasePath, now: number) {
    const changed = makeFolder(path.folder)
    const file = join(path.folder, journalName(now))
    this.name = basename(file)
    this.createdAt = now
    this.#handle = openSync(file, 'wx', 0o600)
    this.#unsyncedFolders = [path.folder, ...changed]
    try {
      this.write([headerText(thisOwner())])
    } catch (error) {
      closeSync(this.#handle)
      unlinkSync(file)
      throw error
    }
  }

  /** Bytes that were written. */
  get size(): number {
    return this.#size
  }

  /** False when a failed write could not be taken back: nothing more may be written here. */
  get sound(): boolean {
    return this.#sound
  }

  /** Writes each text as a frame, at once; all or none. */
  write(texts: readonly string[]): void {
    let position = this.#size
    try {
      for (const text of texts) position = this.#writeAll(encode(text), position)
    } catch (error) {
      this.#takeBack()
      throw error
    }
    this.#size = position
    this.#length = Math.max(this.#length, position)
  }

  /**
   * Makes the file longer by zeros, where few are left. A sync of what is then written over them has neither a length nor a
   * place on the disk to write beside it (ext4: two thirds of the time). Nothing depends on it.
   */
  makeRoom(): void {
    if (this.#length - this.#size > fewestLeft) return
    const zeros = Buffer.alloc(Math.min(mostRoom, Math.max(leastRoom, this.#size * 4)))
    try {
      this.#length += writeSync(this.#handle, zeros, 0, zeros.length, this.#length)
    } catch {
      // A full disk says so to what is to be kept.
    }
  }

  /** The system may write less than was asked for, and says why at the next attempt. */
  #writeAll(bytes: Buffer, start: number): number {
    let written = 0
    while (written < bytes.length) {
      written += writeSync(this.#handle, bytes, written, bytes.length - written, start + written)
    }
    return start + written
  }

  #takeBack(): void {
    try {
      this.#cut()
    } catch {
      this.#sound = false
    }
  }

  /** Takes away all that is behind what was written. */
  #cut(): void {
    ftruncateSync(this.#handle, this.#size)
    this.#length = this.#size
  }

  /** Resolves with whether what was written would survive a power cut; false when somebody removed the file. */
  async sync(): Promise<boolean> {
    for (const folder of this.#unsyncedFolders) syncFolder(folder)
    this.#unsyncedFolders = []
    await syncData(this.#handle)
    return fstatSync(this.#handle).nlink > 0
  }

  /** Says that nothing more will come, and lets go of the handle. */
  end(): void {
    try {
      this.write([endText])
      this.#cut()
    } catch {
      // Where even this cannot be done, the file stays until its process is gone.
    }
    closeSync(this.#handle)
    this.#onEnd()
  }
}
