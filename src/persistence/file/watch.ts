import { watch, type FSWatcher } from 'node:fs'
import { basename } from 'node:path'
import type { DatabasePath } from './database-path.js'

/**
 * Calls `listener` with the name of what changed in the folder; once the folder is there, and as far as the system tells. Keeps
 * no process alive. Returns what ends it.
 */
export function watchFolder(path: DatabasePath, listener: (name: string | null) => void): () => void {
  let watcher: FSWatcher | null = null
  const waitForFolder = (name: string | null): void => {
    if (name !== null && name !== basename(path.folder)) return
    const inside = attempt(path.folder, listener)
    if (inside === null) return
    watcher?.close()
    watcher = inside
    listener(null)
  }
  watcher = attempt(path.folder, listener) ?? attempt(path.parent, waitForFolder)
  return () => watcher?.close()
}

function attempt(folder: string, listener: (name: string | null) => void): FSWatcher | null {
  try {
    // Not every system can watch every folder; the news is a hint only.
    return watch(folder, { persistent: false }, (_, name) => listener(name)).on('error', () => {})
  } catch {
    return null
  }
}
