import { median } from './rounds.mjs'

/**
 * One work, done by several contestants in the same run: what a case returns a list of. Plain data, so that it crosses from
 * a page or a process as it is.
 *
 * @typedef {object} Measurement
 * @property {'a'|'b'|'c'|'d'|'e'|'f'|'g'|'h'|'i'|'j'|'k'|'l'} goal The work's letter; `works` in report.mjs names them.
 * @property {'Node'|'Chromium'} runtime
 * @property {string} what Says the work whole: "256 callers, log() into a new trail".
 * @property {string} unit
 * @property {'less'|'more'} better
 * @property {readonly Contestant[]} contestants Ours first, `redact: false` before the default where both are shown.
 * @property {readonly Target[]} [targets] Each is checked for each contestant that is ours; none for what only informs.
 * @property {string} [note] What a reader has to know beside the settings: what was left out, why a target was missed.
 *
 * @typedef {object} Contestant
 * @property {string} name The library's, "Tallystick" for ours.
 * @property {string} version
 * @property {string} settings What tells it from the others of the same name: "WAL, synchronous=FULL, a transaction each".
 * @property {'power cut'|'process crash'|'none'} durability What an acknowledged write survives. Only peers of the same
 *   durability are compared with where a target asks for the best of them.
 * @property {boolean} queryable Whether what was written can be asked for by column, with indexes.
 * @property {boolean} [wasm] Whether it is SQLite or Postgres in WebAssembly.
 * @property {boolean} [aside] Whether it is only shown, and never the best peer: it does other work, such as many logs in
 *   one transaction.
 * @property {boolean} [ours]
 * @property {boolean} [limit] Whether it is the bare limit: no product, but what none can beat.
 * @property {readonly number[]} samples One a round, in the order of the rounds; one alone stands for every round. Empty
 *   when it failed.
 * @property {string} [failed] Why there are no samples.
 * @property {string} [leftOut] Why it was left out on purpose.
 *
 * @typedef {object} Target Ours divided by theirs, round by round; the median of these has to keep it, unless it says `every`.
 * @property {string} of `limit`: the contestant that is the limit. `best peer`: the best
 *   queryable one of the same durability, and `best native peer` that is not in WebAssembly. `best WASM peer`: of those in
 *   WebAssembly, of whatever durability. Else the name of a contestant, or its name and settings as `label()` gives them,
 *   ours among them.
 * @property {number} [atMost] At most so many times theirs.
 * @property {number} [atLeast] At least so many times theirs.
 * @property {number} [limit] Instead of `of`: what ours itself may be at most, in the unit of the measurement; with
 *   `atLeast: 1`, at least.
 * @property {boolean} [every] Whether every round has to keep it, not only their median: for what must never happen.
 */

/** A contestant's name with its settings, which no other of the measurement has. */
export function label({ name, settings }) {
  return settings === '' ? name : `${name} (${settings})`
}

/** Ours divided by theirs, round by round. */
export function ratios(ours, theirs) {
  const rounds = Math.max(ours.length, theirs.length)
  const at = (samples, round) => samples[samples.length === 1 ? 0 : round]
  return Array.from({ length: rounds }, (_, round) => at(ours, round) / at(theirs, round)).filter(Number.isFinite)
}

/**
 * What came of a measurement's targets, each for each contestant that is ours: which, what it was compared with (null where
 * no such contestant has samples), the ratios, and whether it is met (null where nothing is compared, as when ours failed).
 */
export function verdicts(measurement) {
  const ours = measurement.contestants.filter((contestant) => contestant.ours)
  return (measurement.targets ?? []).flatMap((target) =>
    ours.map((contestant) => verdict(measurement, target, contestant)),
  )
}

function verdict(measurement, target, contestant) {
  const other = opponent(measurement, target, contestant)
  const found = other === undefined || !isMeasured(contestant) ? [] : ratios(contestant.samples, other.samples)
  return {
    target,
    contestant,
    other: other ?? null,
    ratios: found,
    met: found.length > 0 ? isMet(target, found) : null,
  }
}

function isMet({ limit, atLeast, atMost, every = false }, found) {
  const [least, most] = [atLeast ?? -Infinity, atMost ?? (limit === undefined || atLeast !== undefined ? Infinity : 1)]
  return (every ? found : [median(found)]).every((ratio) => ratio >= least && ratio <= most)
}

/** The contestant that a target compares ours with. */
function opponent({ contestants, better }, { of, limit }, ours) {
  if (limit !== undefined) return { name: 'the limit', settings: '', samples: [limit] }
  const others = contestants.filter((contestant) => contestant !== ours && isMeasured(contestant))
  if (of === 'limit') return others.find((contestant) => contestant.limit)
  const peers = others.filter(({ ours: isOurs, limit: isLimit, aside }) => !isOurs && !isLimit && !aside)
  const kind = kinds[of]
  if (kind !== undefined)
    return best(
      peers.filter((peer) => kind(peer, ours)),
      better,
    )
  return others.find((contestant) => label(contestant) === of) ?? others.find(({ name }) => name === of)
}

/** Which peers a target means. */
const kinds = {
  'best peer': isLike,
  'best native peer': (peer, ours) => isLike(peer, ours) && !peer.wasm,
  'best WASM peer': ({ wasm }) => wasm === true,
}

function isLike(peer, ours) {
  return peer.queryable && peer.durability === ours.durability
}

function best(peers, better) {
  const sorted = peers.toSorted((a, b) => median(a.samples) - median(b.samples))
  return better === 'less' ? sorted[0] : sorted.at(-1)
}

function isMeasured({ samples }) {
  return samples.length > 0
}
