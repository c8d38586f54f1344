import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readTraces } from './traces.mjs'
import { readOptions } from './options.mjs'
import { installPeers } from './peers.mjs'
import { Place } from './place.mjs'
import { table } from './table.mjs'

const names = [
  'node-one-caller',
  'node-many-callers',
  'node-grown-trail',
  'node-opening',
  'node-first-page',
  'node-export-memory',
  'node-recorder',
  'browser-one-caller',
  'browser-many-callers',
  'browser-grown-trail',
  'browser-whole-image',
]

const options = readOptions()
const chosen = names.filter((name) => options.only.length === 0 || options.only.some((part) => name.includes(part)))
if (options.list) console.log(names.join('\n'))
else if (chosen.length === 0) refuse()
else await main()

function refuse() {
  console.error(`No case is called that. There are: ${names.join(', ')}.`)
  process.exitCode = 2
}

async function main() {
  const traces = await readTraces()
  if (traces === null) return
  build()
  installPeers()
  const comparisons = await runCases(traces)
  console.log(`\n${table(comparisons)}\n`)
  console.log('Medians of interleaved rounds on this machine at this hour: only the ratios of one run mean something.')
}

async function runCases(traces) {
  const place = new Place()
  const comparisons = []
  try {
    for (const name of chosen) {
      console.error(`${name} ...`)
      comparisons.push(...(await runCase(name, { traces, place, quick: options.quick })))
    }
  } finally {
    place.remove()
  }
  return comparisons
}

/** A case that fails costs its own lines only. */
async function runCase(name, context) {
  try {
    const { default: run } = await import(`./cases/${name}.mjs`)
    return await run(context)
  } catch (error) {
    console.error(error)
    process.exitCode = 1
    return []
  }
}

/** Measures what stands in src, not what was built some time ago. */
function build() {
  const root = fileURLToPath(new URL('..', import.meta.url))
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' })
}
