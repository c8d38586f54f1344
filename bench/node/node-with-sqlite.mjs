import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
let found

/** The path of a Node that has `node:sqlite`: the running one, or a newer one that npx fetches, once. */
export function nodeWithSqlite() {
  return (found ??= find())
}

async function find() {
  const isHere = await import('node:sqlite').then(
    () => true,
    () => false,
  )
  if (isHere) return process.execPath
  try {
    const { stdout } = await run('npx', ['-y', '-p', 'node@24', 'node', '-p', 'process.execPath'], { timeout: 120_000 })
    return stdout.trim()
  } catch (cause) {
    throw new Error('This Node has no node:sqlite, and npx could not fetch node@24.', { cause })
  }
}

/** Its version, and that of the SQLite within it; null where there is none. */
export async function nodeSqliteVersion() {
  try {
    const { stdout } = await run(await nodeWithSqlite(), [
      '-p',
      '`Node ${process.versions.node}, SQLite ${process.versions.sqlite}`',
    ])
    return stdout.trim()
  } catch {
    return null
  }
}
