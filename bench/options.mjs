import { parseArgs } from 'node:util'

const usage = `npm run bench -- [--only NAME]... [--quick] [--continue] [--generated] [--as-built] [--list]

  --only NAME   runs only the cases whose name contains NAME; may be given several times. Prints, writes no results.md
  --quick       fewer rounds and smaller trails: a look, not a measurement. Prints, writes no results.md
  --continue    does those cases that a whole run of the same build has not done, or that failed in it, and writes the report
  --generated   logs generated calls, even where recorded ones are there
  --as-built    measures what the last run built
  --list        prints the cases' names`

/** What the command line asks for. */
export function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      continue: { type: 'boolean', default: false },
      generated: { type: 'boolean', default: false },
      'as-built': { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (!values.help) return values
  console.log(usage)
  process.exit(0)
}
