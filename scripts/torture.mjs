import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'

/**
 * Runs the scenarios of test/torture for many rounds: processes, tabs and browsers that are really killed while they
 * log. Every exported function of `node.ts` and `browser.ts` there is a scenario. Fails when an acknowledged entry was
 * lost or appears twice.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now()) },
    only: { type: 'string', default: '' },
  },
})
const rounds = Number(values.rounds)
const seed = Number(values.seed)
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run torture -- [--rounds 100] [--seed 1] [--only part-of-a-name]')
  process.exit(2)
}

process.chdir(fileURLToPath(new URL('../', import.meta.url)))
console.log(`${rounds} rounds of each scenario, seed ${seed}\n`)
printLine('scenario', 'rounds', 'acknowledged', 'lost', 'doubled', 'seconds')
const sound = []
for (const [name, scenario] of await scenarios()) sound.push(await torture(name, scenario))
if (sound.length === 0) console.error('There is no such scenario.')
if (sound.length === 0 || sound.includes(false)) process.exitCode = 1

async function torture(name, scenario) {
  const begun = Date.now()
  const result = await scenario({ rounds, seed })
  const seconds = ((Date.now() - begun) / 1000).toFixed(1)
  printLine(name, result.rounds, result.acknowledged, result.lost, result.doubled, seconds)
  return result.lost === 0 && result.doubled === 0
}

async function scenarios() {
  const files = ['node', 'browser'].filter((name) => existsSync(`test/torture/${name}.ts`))
  const modules = await Promise.all(files.map(load))
  return modules
    .flatMap(Object.entries)
    .filter(([name, value]) => typeof value === 'function' && name.includes(values.only))
}

/** Node 20 runs no TypeScript, so Vite loads it. */
async function load(name) {
  const alias = { '#platform': fileURLToPath(new URL('../src/platform/node.ts', import.meta.url)) }
  const config = { configFile: false, logLevel: 'error', resolve: { alias } }
  const { module } = await runnerImport(fileURLToPath(new URL(`../test/torture/${name}.ts`, import.meta.url)), config)
  return module
}

function printLine(name, ...cells) {
  console.log(`${name.padEnd(36)}${cells.map((cell) => String(cell).padStart(14)).join('')}`)
}
