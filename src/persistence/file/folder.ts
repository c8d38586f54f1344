import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { ifPresent } from './fault.js'

/** The names in a folder; none when it is not there. */
export function namesIn(folder: string): readonly string[] {
  return ifPresent(() => readdirSync(folder), [])
}

/** Makes the folder and those above it that lack, for this user alone, and returns those whose entries changed. */
export function makeFolder(folder: string): readonly string[] {
  const first = mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (first === undefined) return []
  const changed: string[] = []
  for (let made = folder; made.length >= first.length; made = dirname(made)) changed.push(dirname(made))
  return changed
}

/** Makes the entries of a folder survive a power cut. Windows cannot open a folder and needs no such thing. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
