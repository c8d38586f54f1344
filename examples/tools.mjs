import { execFile } from 'node:child_process'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** The tools of the example agent. They really read, write, run and delete; each knows how much harm it can do. */
export const tools = {
  list_files: {
    riskLevel: 'safe',
    async run({ folder }) {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.path, entry.name)))
      return { count: files.length, files }
    },
  },
  read_file: {
    riskLevel: 'safe',
    run: ({ path }) => readFile(path, 'utf8'),
  },
  search_text: {
    riskLevel: 'safe',
    async run({ folder, text }) {
      const { files } = await tools.list_files.run({ folder })
      const found = await Promise.all(
        files.map(async (file) => ({ file, lines: await countLines(join(folder, file), text) })),
      )
      return found.filter(({ lines }) => lines > 0)
    },
  },
  write_file: {
    riskLevel: 'moderate',
    async run({ path, content }) {
      await writeFile(path, content)
      return { written: Buffer.byteLength(content) }
    },
  },
  run_command: {
    riskLevel: 'moderate',
    async run({ command, args, cwd }) {
      try {
        const { stdout } = await execute(command, args, { cwd })
        return stdout.trim()
      } catch (error) {
        throw new Error(`exit code ${error.code}: ${error.stderr.match(/^\w*Error: .*/m)?.[0] ?? error.stderr}`, {
          cause: error,
        })
      }
    },
  },
  delete_file: {
    riskLevel: 'destructive',
    run: ({ path }) => rm(path),
  },
}

async function countLines(path, text) {
  const content = await readFile(path, 'utf8')
  return content.split('\n').filter((line) => line.includes(text)).length
}
