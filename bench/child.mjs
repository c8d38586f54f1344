import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What `children/<name>.mjs`, in a process of its own, prints for `file`: one value as JSON. */
export async function child(name, file) {
  const script = fileURLToPath(new URL(`children/${name}.mjs`, import.meta.url))
  const { stdout } = await run(process.execPath, ['--expose-gc', script, file])
  return JSON.parse(stdout)
}
