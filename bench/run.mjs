import { readdirSync, writeFileSync } from 'node:fs'
import { build } from './built.mjs'
import { describeData, readData } from './data.mjs'
import { machine } from './machine.mjs'
import { readOptions } from './options.mjs'
import { installPeers } from './install-peers.mjs'
import { Place } from './place.mjs'
import { report, sections } from './report.mjs'

const options = readOptions()
const names = readdirSync(new URL('cases/', import.meta.url))
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -'.mjs'.length))
  .toSorted()
const chosen = names.filter((name) => options.only.length === 0 || options.only.some((part) => name.includes(part)))
if (options.list) console.log(names.join('\n'))
else if (chosen.length === 0) refuse()
else await main()

function refuse() {
  console.error(`No case is called that. There are: ${names.join(', ')}.`)
  process.exitCode = 2
}

async function main() {
  if (!options['as-built']) build()
  installPeers()
  const start = Date.now()
  const data = await readData(options.generated ? { generated: true } : {})
  const measurements = await runCases(data)
  const minutes = ((Date.now() - start) / 60_000).toFixed(1)
  if (options.quick || chosen.length < names.length) {
    console.log(
      `\n${sections(measurements).join('\n\n')}\n\nA part of it, or a quick look, after ${minutes} minutes: results.md stays as it is.`,
    )
    return
  }
  const facts = [
    ['date', new Date().toISOString().slice(0, 10)],
    ...machine(),
    ['data', describeData(data)],
    ['time taken', `${minutes} minutes`],
  ]
  const text = report({ facts, measurements })
  writeFileSync(new URL('results.md', import.meta.url), text)
  console.log(text)
}

async function runCases(data) {
  const place = new Place()
  process.once('SIGINT', () => process.exit(130))
  process.once('exit', () => place.remove())
  const measurements = []
  for (const name of chosen) {
    const start = Date.now()
    measurements.push(...(await runCase(name, { ...data, place, quick: options.quick })))
    console.error(`${name}: ${((Date.now() - start) / 1000).toFixed(0)} s`)
  }
  return measurements
}

/** A case that fails costs its own measurements only. */
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
