import { execFile } from 'node:child_process'
import { access, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const execute = promisify(execFile)
const project = fileURLToPath(new URL('../../', import.meta.url))

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallystick-example-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function runAgent(): Promise<string> {
  const script = join(project, 'examples/agent.mjs')
  const { stdout, stderr } = await execute(process.execPath, [script, join(folder, 'trail.db')], { cwd: folder })
  expect(stderr).toBe('')
  return stdout
}

test('the example agent leaves a trail of what it did, and a second run adds a session', async () => {
  const first = await runAgent()
  expect(first).toMatch(/actions +10\n/)
  expect(first).toMatch(/run_command +moderate +not_required +failed/)
  expect(first).toMatch(/delete_file +destructive +approved +succeeded/)
  expect(first).toMatch(/delete_file +destructive +rejected +denied/)
  expect(first).toContain('Sessions so far: 1')
  expect(await runAgent()).toContain('Sessions so far: 2')

  const files = await readdir(folder)
  expect(files.filter((name) => name.endsWith('.csv'))).toHaveLength(2)
  const json = files.find((name) => name.endsWith('.json'))
  const entries: unknown = JSON.parse(await readFile(join(folder, json ?? ''), 'utf8'))
  expect(entries).toHaveLength(10)
  await access(join(project, 'README.md'))
})
