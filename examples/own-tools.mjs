import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What the agent can do beside the tools of the server. Their names alone make the recorder ask: `delete`, `command`. */
export const ownTools = {
  delete_file: ({ path }) => rm(path),

  /** Runs a program such as `node --check` on a file. */
  async run_command({ command, path }) {
    const [program, ...flags] = command.split(' ')
    try {
      const { stdout } = await execute(program, [...flags, path])
      return stdout.trim()
    } catch (error) {
      const complaint = error.stderr?.match(/^\w*Error: .*/m)?.[0] ?? error.message
      throw new Error(`exit code ${error.code}: ${complaint}`, { cause: error })
    }
  },
}
