import { label } from './measurement.mjs'
import { number, spread } from './numbers.mjs'

/** A verdict in words: what is asked for, what was found, and whether that is met. */
export function verdictText(verdict, unit) {
  return { asked: asked(verdict, unit), found: found(verdict, unit), met: metText(verdict) }
}

function asked({ target: { of, limit, atMost, atLeast, every }, other }, unit) {
  if (limit !== undefined) {
    const rounds = every ? ', in every round' : ''
    return `${atLeast === undefined ? 'at most' : 'at least'} ${number(limit)} ${unit}${rounds}`
  }
  const times = [atMost && `at most ${atMost}x`, atLeast && `at least ${atLeast}x`].filter(Boolean).join(', ')
  return `${times} ${other === null ? of : label(other)}`
}

function found({ target, contestant, ratios }, unit) {
  if (ratios.length === 0) return 'no figure'
  return target.limit === undefined ? spread(ratios, 'x') : `${spread(contestant.samples)} ${unit}`
}

function metText({ met, contestant }) {
  if (contestant.samples.length === 0) return '**failed**'
  if (met === null) return '**not compared**'
  return met ? 'met' : '**missed**'
}
