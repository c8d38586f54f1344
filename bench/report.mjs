import { verdicts } from './measurement.mjs'
import { firstLine, section } from './section.mjs'
import { table } from './table.mjs'
import { verdictText } from './verdict-text.mjs'
import { works } from './works.mjs'

const introduction = `Tallystick beside what one would use instead: the same work on the same data and the same disk, in one
run of contestants that take turns. Written by \`npm run bench\`; [README.md](README.md) says how it is measured.

**How to read it.** A figure is the median of several rounds, with the least and the greatest round in brackets; one
without brackets was measured once. A ratio is ours divided by the other, taken round by round: below 1 ours needs less,
above 1 it needs more or, where more is better, does more. What "survives" is what a write outlives that was acknowledged.
Ours stands with \`redact: false\`, as peers redact nothing, and with its default, which redacts.`

/** All of a run as Markdown: on what, which goals are met, and every work with every contestant. */
export function report({ facts, outcomes }) {
  const measurements = outcomes.flatMap((outcome) => outcome.measurements ?? [])
  const paragraphs = [
    '# Results',
    introduction,
    '## Measured on',
    table([['what', 'which'], ...facts]),
    table([['library', 'version'], ...versions(measurements)]),
    '## Goals',
    ...failures(outcomes),
    ...goals(measurements),
    ...sections(measurements),
  ]
  return `${paragraphs.join('\n\n')}\n`
}

/** What was measured of every work, as paragraphs. */
export function sections(measurements) {
  return Object.keys(works).flatMap((goal) => section(goal, measurements))
}

/** The cases that failed, as a paragraph; none where none did. */
export function failures(outcomes) {
  const failed = outcomes.filter((outcome) => outcome.failed !== undefined)
  if (failed.length === 0) return []
  const lines = failed.map(({ name, failed: message }) => `- ${name}: ${firstLine(message)}`)
  return [`**Failed, so that their figures and goals are missing here:**\n\n${lines.join('\n')}`]
}

function goals(measurements) {
  const all = Object.keys(works).flatMap((goal) => goalsOf(goal, measurements))
  const met = all.filter(({ verdict }) => verdict.met).length
  const heads = ['work', 'what', 'ours', 'goal', 'found', 'outcome']
  return [
    `${met} of ${all.length} are met. Why others are not is said below each work.`,
    table([heads, ...all.map(row)]),
  ]
}

function goalsOf(goal, measurements) {
  return measurements
    .filter((measurement) => measurement.goal === goal)
    .flatMap((measurement) => verdicts(measurement).map((verdict) => ({ measurement, verdict })))
}

function row({ measurement: { goal, runtime, what, unit }, verdict }) {
  const { asked, found, met } = verdictText(verdict, unit)
  return [`(${goal}) ${runtime}`, what, verdict.contestant.settings, asked, found, met]
}

/** Each contestant's version, once. */
function versions(measurements) {
  const known = measurements.flatMap(({ contestants }) => contestants.filter(({ version }) => version !== ''))
  const pairs = new Map(known.map(({ name, version }) => [`${name} ${version}`, [name, version]]))
  return [...pairs.values()].toSorted(([a], [b]) => a.localeCompare(b))
}
