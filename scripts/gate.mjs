import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { addCounts, countTests } from './counts.mjs'
import { steps } from './steps.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const reports = '.reports'
const limitMs = 1_200_000
const children = new Set()

// Steps run as process groups of their own, so that one that hangs goes with all that it started.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of children) stop(child)
    process.exit(1)
  })
}

/**
 * Runs every step of the gate, several at a time, and prints the output of each as it ends; what was printed stays in
 * `.reports`. The last line is the total of the tests.
 *
 * @returns whether everything passed
 */
export async function runGate() {
  process.chdir(root)
  // Programs that tests built the last time go, too.
  for (const left of [reports, 'node_modules/.cache/tallystick-test']) rmSync(left, { recursive: true, force: true })
  mkdirSync(reports)
  const results = await runSteps()
  const counts = addCounts(results.filter(({ step }) => step.report).map(countResult))
  const ok = results.every((result) => result.ok) && counts.failed === 0
  printSummary(results, counts)
  return ok
}

/** Starts each step once those before it have passed and a place is free. */
function runSteps() {
  const place = places(Math.max(1, Math.floor(availableParallelism() / 2)))
  const running = new Map()
  for (const step of steps) running.set(step.name, start(step))
  return Promise.all(running.values())

  async function start(step) {
    const before = await Promise.all((step.after ?? []).map((name) => running.get(name)))
    if (before.every((result) => result.ok)) return place(() => run(step))
    console.log(`${heading(step, 'not run', 0)}\nIt needs ${step.after.join(', ')}.\n`)
    return { step, ok: false, seconds: 0, state: 'not run' }
  }
}

/** Lets `count` tasks run at a time, first come, first served. */
function places(count) {
  const waiting = []
  let free = count
  return async (task) => {
    if (free > 0) free -= 1
    else await new Promise((resolve) => waiting.push(resolve))
    try {
      return await task()
    } finally {
      const following = waiting.shift()
      if (following) following()
      else free += 1
    }
  }
}

async function run(step) {
  const begun = Date.now()
  console.log(`${step.name} ...`)
  const { ok, output } = await execute(step)
  const seconds = (Date.now() - begun) / 1000
  const state = ok ? 'passed' : 'failed'
  writeFileSync(`${reports}/${step.script.replace(':', '-')}.log`, output)
  console.log(`\n${heading(step, state, seconds)}\n${output.trim()}\n`)
  return { step, ok, seconds, state }
}

function execute({ script, report }) {
  const command = `npm run --silent ${script}${report ? ` -- ${report.args}` : ''}`
  const env = { ...process.env, ...report?.env, NO_COLOR: '1', FORCE_COLOR: undefined }
  const detached = process.platform !== 'win32'
  const child = spawn(command, { shell: true, env, detached, stdio: ['ignore', 'pipe', 'pipe'] })
  children.add(child)
  const chunks = []
  child.stdout.on('data', (chunk) => chunks.push(chunk))
  child.stderr.on('data', (chunk) => chunks.push(chunk))
  const limit = setTimeout(() => {
    chunks.push(Buffer.from(`\nStopped after ${limitMs / 60_000} minutes.\n`))
    stop(child)
  }, limitMs)
  return new Promise((resolve) => {
    const end = (ok) => {
      clearTimeout(limit)
      children.delete(child)
      resolve({ ok, output: stripVTControlCharacters(Buffer.concat(chunks).toString()) })
    }
    child.on('error', () => end(false))
    child.on('close', (code) => end(code === 0))
  })
}

function stop(child) {
  if (process.platform === 'win32') child.kill()
  else process.kill(-child.pid, 'SIGKILL')
}

function countResult({ step, ok, state }) {
  return state === 'not run' ? { passed: 0, failed: 1, skipped: 0 } : countTests({ report: step.report, ok })
}

function heading({ name }, state, seconds) {
  return `--- ${name}: ${state} (${seconds.toFixed(1)} s) ${'-'.repeat(60)}`
}

function printSummary(results, { passed, failed, skipped }) {
  for (const { step, state, seconds } of results) {
    console.log(`${step.name.padEnd(12)} ${state.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s`)
  }
  if (skipped > 0) console.log(`\n${skipped} skipped: see the output above for the reason.`)
  console.log(`\n${passed} passed, ${failed} failed`)
}
