import { execFile } from 'node:child_process'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const execute = promisify(execFile)
const built = new URL('../dist/index.js', import.meta.url).href

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallystick-readme-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

/** The first block of code after `<!-- example: NAME -->`. */
async function readmeExample(name: string): Promise<string> {
  const readme = await readFile(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8')
  const [, code] = new RegExp(`<!-- example: ${name} -->\\s+\`\`\`js\n(.*?)\`\`\``, 's').exec(readme) ?? []
  if (!code) throw new Error(`README.md has no example called "${name}"`)
  return code
}

test('the Node example of the README runs as it stands', async () => {
  const script = join(folder, 'example.mjs')
  await writeFile(script, (await readmeExample('node')).replace("'tallystick'", `'${built}'`))
  const { stdout, stderr } = await execute(process.execPath, [script], { cwd: folder })

  expect(stderr).toBe('')
  expect(stdout).toMatch(/T\d\d:\d\d.*Z file_delete failed .*permission denied/)
  expect(stdout).toContain('total: 2')
  const database = await readFile(join(folder, 'audit.db'))
  expect(database.subarray(0, 15).toString()).toBe('SQLite format 3')
})

test('the example of the recorder runs as it stands', async () => {
  const script = join(folder, 'recorder.mjs')
  await writeFile(script, (await readmeExample('recorder')).replace("'tallystick'", `'${built}'`))
  const cwd = await mkdtemp(join(folder, 'recorder-'))
  const { stdout, stderr } = await execute(process.execPath, [script], { cwd })

  expect(stderr).toBe('')
  expect(stdout).toContain('what is in notes.md\n')
  expect(stdout).toContain('file_delete {"path":"notes.md"} is destructive: the name says delete\n')
  expect(stdout).toContain('APPROVAL_DENIED not today\n')
  expect(stdout).toMatch(/total: 3.*rejected: 1.*successful: 2/s)
})

test('its pictures are there, and say in words what they show', async () => {
  const readme = await readFile(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8')
  const named = [...readme.matchAll(/docs\/[\w-]+\.png/g)].map(([path]) => path)
  expect(named.length).toBeGreaterThan(0)
  for (const path of named) await access(new URL(`../${path}`, import.meta.url))
  const [elements, links] = [/<img\s[^>]*>/g, /!\[[^\]]*\]/g].map((form) => readme.match(form) ?? [])
  for (const element of elements ?? []) expect(element).toMatch(/alt="(\S+ ){5}/)
  for (const link of links ?? []) expect(link).toMatch(/!\[(\S+ ){5}/)
})
