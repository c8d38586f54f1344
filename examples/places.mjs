import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { isAbsolute, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that this example lies in. */
export const repository = fileURLToPath(new URL('../', import.meta.url))

/** Makes two temporary folders: the agent's workspace, and that of a colleague, whose files are not the agent's. */
export async function makePlaces() {
  const temporary = await realpath(await mkdtemp(join(tmpdir(), 'tallystick-agent-')))
  const [workspace, colleague] = ['workspace', 'colleague'].map((name) => join(temporary, name))
  await mkdir(workspace)
  await mkdir(colleague)
  await writeFile(join(colleague, 'notes.md'), '# Not yours\n')
  return {
    workspace,
    colleague,
    /** A path as seen from the folder that it lies in: a temporary one, the repository, or the one we are called from. */
    shorten(path) {
      const folder = [temporary, repository, process.cwd()].find((base) => contains(base, path))
      return folder ? relative(folder, path) : path
    },
    remove: () => rm(temporary, { recursive: true, force: true }),
  }
}

/** Whether `path` lies in `folder`, as far as its text says: symbolic links are not followed. */
export function contains(folder, path) {
  const way = relative(folder, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}
