import { label, ratios, verdicts } from './measurement.mjs'
import { spread } from './numbers.mjs'
import { reasons } from './reasons.mjs'
import { table } from './table.mjs'
import { verdictText } from './verdict-text.mjs'
import { works } from './works.mjs'

/** What was measured of one work, as paragraphs of Markdown; none where nothing was. */
export function section(goal, measurements) {
  const own = measurements.filter((measurement) => measurement.goal === goal)
  if (own.length === 0) return []
  const { title, aim } = works[goal]
  return [`## (${goal}) ${title}`, `Goal: ${aim}.`, own.map(part).join('\n\n'), ...missed(goal, own)]
}

function part(measurement) {
  const { runtime, what, unit, note } = measurement
  const outcomes = verdicts(measurement).map((verdict) => outcomeLine(verdict, unit))
  return [`### ${runtime}: ${what}`, contestantTable(measurement), outcomes.join('\n'), note]
    .filter(Boolean)
    .join('\n\n')
}

function contestantTable({ contestants, unit, better }) {
  const ours = contestants.filter((contestant) => contestant.ours && contestant.samples.length > 0)
  const ratioHeads = ours.map(({ settings }) => (ours.length > 1 ? `ours (${settings}) / it` : 'ours / it'))
  const heads = [`${unit}, ${better} is better`, 'median (min-max)', 'survives', 'queryable', ...ratioHeads]
  return table([heads, ...contestants.map((contestant) => cells(contestant, ours))])
}

function cells(contestant, ours) {
  const { samples, durability, queryable, limit } = contestant
  const name = limit ? `${label(contestant)}, the limit` : label(contestant)
  const against = ours.map((own) => (own === contestant ? '' : spread(ratios(own.samples, samples))))
  return [name, figure(contestant), durability, queryable ? 'yes' : 'no', ...against]
}

function figure({ samples, leftOut, failed = 'nothing measured' }) {
  if (samples.length > 0) return spread(samples)
  return leftOut === undefined ? `failed: ${firstLine(failed)}` : `left out: ${leftOut}`
}

function outcomeLine(verdict, unit) {
  const { asked, found, met } = verdictText(verdict, unit)
  return `- ${verdict.contestant.settings || verdict.contestant.name}, ${asked}: ${found}, ${met}`
}

function missed(goal, measurements) {
  const runtimes = measurements.filter(isMissed).map(({ runtime }) => runtime)
  return [...new Set(runtimes)].map(
    (runtime) => `Missed in ${runtime}: ${reasons[goal]?.[runtime] ?? 'the reason is not known yet.'}`,
  )
}

function isMissed(measurement) {
  return verdicts(measurement).some(({ met }) => met === false)
}

/** The first line of a message, without the folders of this machine. */
export function firstLine(text) {
  return text
    .split('\n')[0]
    .replaceAll(/(?:\/[^\s/'"]+)+\//g, '')
    .slice(0, 120)
}
