import { newerFault } from '../../newer-fault.js'
import { frameEncoder } from './frame.js'
import type { Owner } from './owner.js'

const openingBrace = 0x7b

/** The version of the journal's format that this code writes, and the highest that it reads. */
export const journalVersion = 1

/** The text of the frame that a journal file begins with. */
export function headerText(owner: Owner): string {
  return JSON.stringify({ journal: journalVersion, ...owner })
}

/** What a frame says that carries no records: it begins with a brace. */
export function isNote(text: Buffer): boolean {
  return text[0] === openingBrace
}

/**
 * The owner that a header names; null when the note is no header.
 *
 * @throws AuditError `DATABASE_NEWER`.
 */
export function headerOwner(text: Buffer): Owner | null {
  const note = JSON.parse(text.toString()) as Partial<Owner & { journal: number }>
  if (note.journal === undefined) return null
  if (note.journal > journalVersion) throw newerFault('The journal has version', note.journal, journalVersion)
  return { host: note.host ?? '', pid: note.pid ?? 0, start: note.start ?? null }
}

/** The text of the frame that says that its owner writes no more to this file. */
export const endText = '{"end":true}'

/** That frame's bytes. */
export const endFrame: Buffer = Buffer.from(frameEncoder()(endText))
