import { median } from './rounds.mjs'

/**
 * One line of the result: ours against a peer's, sample by sample.
 *
 * @typedef {object} Comparison
 * @property {string} what
 * @property {string} unit
 * @property {readonly number[]} ours One sample a round.
 * @property {string} peer What it is compared with.
 * @property {readonly number[]} theirs One sample a round, taken beside ours.
 * @property {{ atMost: number } | { atLeast: number }} [target] For ours divided by theirs; none for what only informs.
 */

const headers = ['what', 'ours (min-max)', 'theirs (min-max)', 'peer', 'ratio (min-max)', 'target', 'met']

/** The comparisons as a table for people: medians, and from the least to the greatest round in brackets. */
export function table(comparisons) {
  const rows = [headers, ...comparisons.map(toCells)]
  const widths = headers.map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  )
  return [lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n')
}

function toCells({ what, unit, ours, peer, theirs, target }) {
  const ratios = ours.map((value, round) => value / theirs[round])
  return [
    what,
    `${spread(ours)} ${unit}`,
    `${spread(theirs)} ${unit}`,
    peer,
    spread(ratios),
    target === undefined ? '' : targetText(target),
    target === undefined ? '' : isMet(median(ratios), target) ? 'yes' : 'NO',
  ]
}

function isMet(ratio, target) {
  return 'atMost' in target ? ratio <= target.atMost : ratio >= target.atLeast
}

function targetText(target) {
  return 'atMost' in target ? `<= ${target.atMost}` : `>= ${target.atLeast}`
}

function spread(values) {
  return `${short(median(values))} (${short(Math.min(...values))}-${short(Math.max(...values))})`
}

function short(value) {
  if (value >= 1000) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}
