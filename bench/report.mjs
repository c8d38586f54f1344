import { verdicts } from './measurement.mjs'
import { section } from './section.mjs'
import { table } from './table.mjs'
import { verdictText } from './verdict-text.mjs'
import { works } from './works.mjs'

const introduction = `Written by \`npm run bench\`; [README.md](README.md) says how it is measured. Figures are medians, with
the least and the greatest round in brackets; a ratio is ours divided by the other, round by round. "Survives" is what a
write that was acknowledged outlives.`

/** All of a run as Markdown: on what, which targets are met, and every work with every contestant. */
export function report({ facts, measurements }) {
  const paragraphs = [
    '# Results',
    introduction,
    table([['what', 'which'], ...facts, ...versions(measurements)]),
    '## Targets',
    targetTable(measurements),
    ...sections(measurements),
  ]
  return `${paragraphs.join('\n\n')}\n`
}

/** What was measured of every work, as paragraphs. */
export function sections(measurements) {
  return Object.keys(works).flatMap((goal) => section(goal, measurements))
}

function targetTable(measurements) {
  const heads = ['work', 'what', 'ours', 'target', 'found', 'met']
  return table([heads, ...Object.keys(works).flatMap((goal) => targetRows(goal, measurements))])
}

function targetRows(goal, measurements) {
  return measurements
    .filter((measurement) => measurement.goal === goal)
    .flatMap((measurement) => verdicts(measurement).map((verdict) => targetRow(measurement, verdict)))
}

function targetRow({ goal, runtime, what, unit }, verdict) {
  const { asked, found, met } = verdictText(verdict, unit)
  return [`(${goal}) ${runtime}`, what, verdict.contestant.settings, asked, found, met]
}

/** Each contestant's version, once. */
function versions(measurements) {
  const known = measurements.flatMap(({ contestants }) => contestants.filter(({ version }) => version !== ''))
  const pairs = new Map(known.map(({ name, version }) => [`${name} ${version}`, [name, version]]))
  return [...pairs.values()].toSorted(([a], [b]) => a.localeCompare(b))
}
