import { join } from 'node:path'
import { AuditError, type FaultListener } from '../../error.js'
import type { DatabasePath } from './database-path.js'
import { isLeft, journalNames, withJournal, type OpenJournal } from './journal-files.js'
import { scanJournal, type JournalScan, type Stretch } from './journal-scan.js'

const sliceLength = 4_194_304

/** The next part of all journal files. */
export interface JournalPart {
  readonly frames: readonly string[]
  /** Of each file that is there, the offset up to which it is read now. */
  readonly files: Readonly<Record<string, number>>
  readonly more: boolean
}

/** Where a reader stands and what it may rely on. */
export interface JournalReaderOptions {
  readonly path: DatabasePath
  readonly onFault: FaultListener
  readonly now: () => number
  /** The size of a file that this process writes itself, so that what it holds is surely complete; null for any other. */
  readonly ownSize: (name: string) => number | null
}

/** Reads every process's journal, each file from where the last part ended. */
export class JournalReader {
  readonly #options: JournalReaderOptions
  readonly #reported = new Set<string>()

  constructor(options: JournalReaderOptions) {
    this.#options = options
  }

  /** @throws AuditError `DATABASE_NEWER`. */
  read(offsets: Readonly<Record<string, number>>): JournalPart {
    const { path, ownSize } = this.#options
    const frames: string[] = []
    const files: Record<string, number> = {}
    let room = sliceLength
    for (const name of journalNames(path)) {
      const start = offsets[name] ?? 0
      const look = (file: OpenJournal): number => (room > 0 ? this.#readFile(file, start, room, frames) : start)
      const reach = withJournal(path, name, look, ownSize(name))
      // It is gone since the folder was listed: its frames are in an image, or in a file that was not listed yet.
      if (reach === null) return this.read(offsets)
      files[name] = Math.abs(reach)
      room = reach < 0 ? 0 : room - (reach - start)
    }
    return { frames, files, more: room <= 0 }
  }

  /** Adds the file's frames, and returns where to go on; negative where more is there already. */
  #readFile(file: OpenJournal, start: number, room: number, frames: string[]): number {
    let end = Math.min(file.size, start + room)
    let scan = this.#scan(file, start, end)
    // One batch may be larger than a slice.
    while (scan.end === 0 && end < file.size) {
      end = Math.min(file.size, start + (end - start) * 2)
      scan = this.#scan(file, start, end)
    }
    for (const frame of scan.frames) frames.push(frame)
    for (const stretch of scan.damaged) this.#report(file, start, stretch)
    return end < file.size ? -(start + scan.end) : this.#passTail(file, start + scan.end)
  }

  #scan(file: OpenJournal, start: number, end: number): JournalScan {
    return scanJournal(start < end ? file.read(start, end) : Buffer.alloc(0))
  }

  /** An append that was begun and not finished is waited for, unless nobody is left to finish it. */
  #passTail(file: OpenJournal, start: number): number {
    if (start >= file.size) return start
    const { ownSize, now } = this.#options
    if (ownSize(file.name) === null && !isLeft(file, now())) return start
    this.#report(file, start, { start: 0, end: file.size - start })
    return file.size
  }

  #report(file: OpenJournal, offset: number, { start, end }: Stretch): void {
    const { path, onFault } = this.#options
    const key = `${file.name}:${offset + start}`
    if (this.#reported.has(key)) return
    this.#reported.add(key)
    const place = `bytes ${offset + start} to ${offset + end} of ${join(path.folder, file.name)}`
    const advice = 'They are skipped and kept aside in the same folder; everything around them was read.'
    onFault(new AuditError('JOURNAL_DAMAGED', `The journal is damaged: ${place} hold no whole record. ${advice}`))
  }
}
