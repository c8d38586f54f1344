import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const data = fileURLToPath(new URL('.data/', import.meta.url))

/**
 * Where a run keeps its files: beside the benchmark, on a disk, since a system's temporary folder is often memory, where
 * durability costs nothing.
 */
export class Place {
  #folder
  #made = new Map()

  constructor() {
    mkdirSync(data, { recursive: true })
    removeAbandoned()
    this.#folder = mkdtempSync(join(data, `run-${process.pid}-`))
  }

  /** A new, empty folder. */
  folder(name) {
    return mkdtempSync(join(this.#folder, `${name}-`))
  }

  /** What `make(folder)` gave for this name: made at the first call, and shared by the cases of a run, which only read it. */
  shared(name, make) {
    if (!this.#made.has(name)) this.#made.set(name, make(this.folder(name)))
    return this.#made.get(name)
  }

  remove() {
    // What a process that was just killed still writes is removed by another try.
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10 })
  }
}

/** Removes what runs left behind that were killed. */
function removeAbandoned() {
  for (const name of readdirSync(data)) {
    const id = /^run-(\d+)-/.exec(name)?.[1]
    if (id !== undefined && !isAlive(Number(id))) rmSync(join(data, name), { recursive: true, force: true })
  }
}

function isAlive(id) {
  try {
    return process.kill(id, 0)
  } catch ({ code }) {
    return code === 'EPERM'
  }
}

/** The bytes of all files beneath a folder. A file of two names counts once. */
export function bytesIn(folder) {
  const sizes = new Map()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const { ino, size } = statSync(join(entry.parentPath, entry.name))
    sizes.set(ino, size)
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}
