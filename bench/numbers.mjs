import { median } from './rounds.mjs'

/** A number with three digits that mean something. */
export function number(value) {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}

/** The median, behind it `unit`, and from the least to the greatest in brackets; one value alone stands alone. */
export function spread(values, unit = '') {
  if (values.length === 0) return ''
  const middle = `${number(median(values))}${unit}`
  return values.length === 1 ? middle : `${middle} (${number(Math.min(...values))}-${number(Math.max(...values))})`
}
