import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { selectSql } from '../sqlite-program.js'
import { hasPseudoTerminal, startAtTerminal } from './pseudo-terminal.js'

const agent = fileURLToPath(new URL('../../examples/agent.mjs', import.meta.url))

const columns = ['step_id', 'tool_name', 'risk_level', 'approval_decision', 'approved_by', 'outcome']

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallystick-example-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

test('with nobody at the terminal a policy answers, and a second run adds a session', async () => {
  const printed = await runAgent()
  expect(printed).toContain('policy:own-workspace')
  expect(printed).toMatch(/actions +12\n/)
  expect(printed).toMatch(/rejected +1\n/)
  expect(printed).toMatch(/tidy\.2 +delete_file +destructive +rejected by policy:own-workspace +denied/)
  expect(printed).toContain('Sessions so far: 1')
  expect(riskyCalls()).toEqual([
    'draft.1 write_file moderate not_required null succeeded',
    'draft.2 edit_file moderate not_required null succeeded',
    'draft.3 write_file moderate not_required null succeeded',
    'draft.4 run_command destructive auto policy:own-workspace failed',
    'draft.5 edit_file moderate not_required null succeeded',
    'draft.6 run_command destructive auto policy:own-workspace succeeded',
    'tidy.1 delete_file destructive auto policy:own-workspace succeeded',
    'tidy.2 delete_file destructive rejected policy:own-workspace denied',
  ])
  expect(failures()).toEqual([
    { tool_name: 'read_text_file', error: expect.stringContaining('outside allowed directories') },
    { tool_name: 'run_command', error: expect.stringContaining('exit code 1: SyntaxError') },
  ])

  expect(await runAgent()).toContain('Sessions so far: 2')
  const files = await readdir(folder)
  expect(files.filter((name) => name.endsWith('.csv'))).toHaveLength(2)
  const json = files.find((name) => name.endsWith('.json'))
  expect(JSON.parse(await readFile(join(folder, json ?? ''), 'utf8'))).toHaveLength(12)
})

test('--yes allows every call, and the trail says that nobody looked', async () => {
  expect(await runAgent('--yes')).toMatch(/allowed by a policy +4\n/)
  const asked = riskyCalls().filter((call) => call.includes('destructive'))
  expect(asked).toEqual([
    'draft.4 run_command destructive auto policy:yes failed',
    'draft.6 run_command destructive auto policy:yes succeeded',
    'tidy.1 delete_file destructive auto policy:yes succeeded',
    'tidy.2 delete_file destructive auto policy:yes succeeded',
  ])
})

test.skipIf(!hasPseudoTerminal)('at a terminal it asks, and the trail says what was answered', async () => {
  const printed = await typeAnswers(['a\r', 'y\r', '\r'])

  for (const line of await readmeLines()) expect(printed).toMatch(line)
  expect(riskyCalls().filter((call) => call.includes('destructive'))).toEqual([
    'draft.4 run_command destructive approved user failed',
    'draft.6 run_command destructive auto similar_match succeeded',
    'tidy.1 delete_file destructive approved user succeeded',
    'tidy.2 delete_file destructive rejected user denied',
  ])
})

test.skipIf(!hasPseudoTerminal)('Ctrl-C and the end of the input reject what was asked', async () => {
  await typeAnswers(['\u0003', '\u0004', 'yess\r', 'Y\r'])

  expect(riskyCalls().filter((call) => call.includes('destructive'))).toEqual([
    'draft.4 run_command destructive rejected null denied',
    'draft.6 run_command destructive rejected null denied',
    'tidy.1 delete_file destructive rejected user denied',
    'tidy.2 delete_file destructive approved user succeeded',
  ])
})

/** Runs the example without a terminal and gives what it printed. */
async function runAgent(...flags: readonly string[]): Promise<string> {
  const running = promisify(execFile)(process.execPath, [agent, ...flags, file()], { cwd: folder })
  running.child.stdin?.end()
  const { stdout, stderr } = await running
  expect(stderr).toBe('')
  return stdout
}

/** Runs the example at a terminal, answers its questions in turn, and gives what was on the screen. */
async function typeAnswers(answers: readonly string[]): Promise<string> {
  const child = startAtTerminal([process.execPath, agent, file()])
  onTestFinished(() => void child.kill('SIGKILL'))
  const waiting = [...answers]
  let screen = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    screen += chunk
    const asked = screen.split('[N]o: ').length - 1
    if (asked > answers.length - waiting.length) child.stdin?.write(waiting.shift() ?? '')
  })
  const [code] = await once(child, 'close')
  expect(code).toBe(0)
  expect(waiting).toEqual([])
  return screen
}

/** What the README says that is printed; `…` stands for what differs from run to run. */
async function readmeLines(): Promise<readonly RegExp[]> {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
  const [, block] = /<!-- output: npm start -->\s+```\n(.*?)\n```/s.exec(readme) ?? []
  if (!block) throw new Error('README.md shows nothing that `npm start` prints.')
  const escaped = block.split('\n').map((line) => line.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
  return escaped.map((line) => new RegExp(line.replaceAll('…', '.*')))
}

function file(): string {
  return join(folder, 'trail.db')
}

/** The calls above `safe` of all sessions, as another program reads them. */
function riskyCalls(): readonly string[] {
  const rows = selectSql(file(), "SELECT * FROM agent_audit WHERE risk_level <> 'safe' ORDER BY timestamp, id")
  return rows.map((row) => columns.map((column) => String(row[column])).join(' '))
}

function failures(): readonly unknown[] {
  return selectSql(file(), "SELECT tool_name, error FROM agent_audit WHERE outcome = 'failed' ORDER BY timestamp, id")
}
