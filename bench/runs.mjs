import { number } from './numbers.mjs'

/** When it was measured, in how long, and how busy the machine was: in one run, or in parts of the same build. */
export function describeRuns(runs) {
  const texts = runs.map(
    ({ began, minutes, load }) =>
      `${new Date(began).toISOString().slice(0, 10)}, ${minutes.toFixed(0)} minutes, load average before: ${number(load)}`,
  )
  return texts.length === 1
    ? `${texts[0]}, in one run`
    : `in ${texts.length} runs of the same build, one continuing the other: ${texts.join('; ')}`
}
