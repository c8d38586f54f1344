import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What the agent can do beside the tools of the server. Their names say how risky they are: see the report. */
export const ownTools = {
  delete_file: ({ path }) => rm(path),

  async execute_script({ path }) {
    try {
      const { stdout } = await execute(process.execPath, [path], { cwd: dirname(path) })
      return stdout.trim()
    } catch (error) {
      const complaint = error.stderr?.match(/^\w*Error: .*/m)?.[0] ?? error.message
      throw new Error(`exit code ${error.code}: ${complaint}`, { cause: error })
    }
  },
}
