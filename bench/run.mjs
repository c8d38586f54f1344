import { readdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { build } from './built.mjs'
import { describeData, readData } from './data.mjs'
import { installPeers } from './install-peers.mjs'
import { Kept } from './kept.mjs'
import { machine } from './machine.mjs'
import { readOptions } from './options.mjs'
import { Place } from './place.mjs'
import { failures, report, sections } from './report.mjs'
import { describeRuns } from './runs.mjs'

const options = readOptions()
const names = readdirSync(new URL('cases/', import.meta.url))
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -'.mjs'.length))
  .toSorted()
const chosen = names.filter((name) => options.only.length === 0 || options.only.some((part) => name.includes(part)))
const isWhole = !options.quick && chosen.length === names.length
if (options.list) console.log(names.join('\n'))
else if (chosen.length === 0) refuse(`No case is called that. There are: ${names.join(', ')}.`)
else if (options.continue && !isWhole) refuse('Only a whole run can be continued: leave out --only and --quick.')
else await main()

function refuse(message) {
  console.error(message)
  process.exitCode = 2
}

async function main() {
  if (!options['as-built']) build()
  installPeers()
  const data = await readData(options.generated ? { generated: true } : {})
  await (isWhole ? measureAll(data) : look(data))
}

/** Measures every case that is not kept yet, and writes the report. */
async function measureAll(data) {
  const circumstances = [...machine(), ['data', describeData(data)]]
  const kept = new Kept({ circumstances, continued: options.continue })
  const began = Date.now()
  const load = loadavg()[0]
  await runCases(
    names.filter((name) => !kept.has(name)),
    data,
    (name, outcome) => kept.keep(name, outcome, { began, minutes: (Date.now() - began) / 60_000, load }),
  )
  const facts = [...circumstances, ['measured', describeRuns(kept.runs)]]
  const text = report({ facts, outcomes: kept.outcomes(names) })
  writeFileSync(new URL('results.md', import.meta.url), text)
  console.log(text)
}

/** Measures some cases, or all of them quickly, and prints what came of them. */
async function look(data) {
  const outcomes = []
  await runCases(chosen, data, (name, outcome) => outcomes.push({ name, ...outcome }))
  const measurements = outcomes.flatMap((outcome) => outcome.measurements ?? [])
  const parts = [...sections(measurements), ...failures(outcomes)]
  console.log(`\n${parts.join('\n\n')}\n\nA part of it, or a quick look: results.md stays as it is.`)
}

/** Runs cases one after the other, and hands over what each gave: `measurements`, or why it `failed`. */
async function runCases(cases, data, done) {
  const place = new Place()
  removeAtTheEnd(place)
  for (const name of cases) {
    const start = Date.now()
    done(name, await runCase(name, { ...data, place, quick: options.quick }))
    console.error(`${name}: ${((Date.now() - start) / 1000).toFixed(0)} s`)
  }
  place.remove()
}

/** A case that fails costs its own measurements only. */
async function runCase(name, context) {
  try {
    const { default: run } = await import(`./cases/${name}.mjs`)
    return { measurements: await run(context) }
  } catch (error) {
    console.error(error)
    process.exitCode = 1
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

/** Removes what a run that a signal ends has made, after its browsers are ended, which Playwright does as the process exits. */
function removeAtTheEnd(place) {
  const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }
  for (const [signal, code] of Object.entries(codes)) {
    process.once(signal, () => {
      process.once('exit', () => place.remove())
      if (isWhole)
        console.error('\nCut short: `npm run bench -- --continue` goes on behind the last case that is done.')
      process.exit(code)
    })
  }
}
