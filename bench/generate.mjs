/**
 * Tool calls as agents make them, where recorded ones are absent: as many, over as many sessions and tools, with values of the
 * same sizes. The sizes are quantiles of recorded calls, taken as numbers; no text of theirs is here. Always the same calls.
 */
export function generate(count = 6169) {
  const random = sequence(20_261_123)
  const tools = makeTools(random)
  const start = Date.UTC(2026, 0, 5, 8)
  const entries = []
  while (entries.length < count) {
    const length = Math.min(count - entries.length, size(random, sessionLengths))
    const session = { sessionId: uuid(random), agentId: `model-${entries.length % 7}` }
    for (let step = 1; step <= length; step++) {
      entries.push({ ...call(random, tools), ...session, stepId: String(step), timestamp: time(start, entries.length) })
    }
  }
  return entries
}

const shares = [
  0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95,
  0.97, 0.98, 0.99, 0.995, 0.998, 1,
]
const parameterLengths = [
  2, 2, 2, 2, 14, 15, 15, 15, 24, 31, 43, 49, 70, 90, 103, 117, 139, 207, 383, 524, 830, 1069, 1433, 2509, 4724, 7034,
  17_237,
]
const textLengths = [
  4, 34, 39, 46, 54, 60, 83, 91, 106, 115, 123, 153, 223, 374, 553, 747, 1030, 1375, 1856, 2255, 3287, 5329, 9194,
  17_789, 33_969, 47_560, 56_524,
]
const objectLengths = [
  29, 87, 127, 244, 309, 350, 381, 563, 615, 658, 673, 687, 704, 718, 733, 781, 975, 1265, 1731, 2217, 3569, 7477,
  12_222, 20_236, 30_226, 50_373, 168_684,
]
const errorLengths = [
  15, 26, 26, 45, 46, 46, 53, 55, 84, 96, 193, 225, 236, 257, 360, 511, 634, 1146, 1518, 2543, 3082, 3632, 6675, 6803,
  6857, 6857, 9548,
]
const sessionLengths = [
  1, 3, 4, 5, 5, 6, 6, 6, 7, 7, 8, 9, 10, 11, 12, 14, 16, 19, 21, 24, 32, 54, 67, 94, 120, 301, 391,
]
const durations = [
  1, 40, 2926, 3639, 4149, 4556, 5051, 5643, 6071, 6506, 6943, 7494, 7997, 8466, 8916, 9583, 10_437, 11_794, 13_908,
  15_684, 18_148, 23_657, 27_589, 38_657, 63_351, 141_441, 619_150,
]

/** How often the tools are called, the most frequent first, in 6,169 calls. */
const frequencies = [
  972, 482, 439, 359, 235, 224, 205, 204, 192, 169, 146, 114, 110, 108, 107, 107, 102, 99, 95, 81, 76, 71, 68, 58, 54,
  50, 50, 48, 48, 46, 45, 44, 44, 43, 43, 38, 36, 34, 34, 33, 31, 30, 29, 28, 27, 25, 24, 24, 24, 22, 22, 21, 20, 19,
  18, 17, 17, 16, 16, 16, 15, 15, 14, 13, 13, 11, 10, 9, 9, 8, 8, 7, 7, 7, 7, 7, 6, 5, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 1,
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
]
const risks = ['moderate', 'safe', 'safe', 'destructive', 'safe', 'moderate', 'safe', 'moderate', 'critical', 'safe']

const verbs = 'open read write list find send move fetch parse check update create render submit scan'.split(' ')
const nouns = 'file page order account message folder record branch table device ticket report image route'.split(' ')
const words =
  `the of and to in is for that with on as are from at by it this be value error line path status id name type data item
  user row state index result total text date time list key node order update request response content version update`.split(
    /\s+/,
  )

function makeTools(random) {
  return frequencies.map((frequency, index) => ({
    frequency,
    toolName: `${verbs[index % verbs.length]}_${nouns[Math.floor(random() * nouns.length)]}_${index}`,
    riskLevel: risks[index % risks.length],
  }))
}

function call(random, tools) {
  const { toolName, riskLevel } = drawn(random, tools)
  const asked = riskLevel === 'destructive' || riskLevel === 'critical'
  const failed = random() < 0.023
  return {
    toolName,
    riskLevel,
    parameters: object(random, size(random, parameterLengths)),
    result: failed
      ? null
      : random() < 0.48
        ? text(random, size(random, textLengths))
        : object(random, size(random, objectLengths)),
    error: failed ? text(random, size(random, errorLengths)) : null,
    durationMs: random() < 0.79 ? 0 : size(random, durations),
    approvalRequired: asked,
    approvalDecision: asked ? 'approved' : 'not_required',
  }
}

function drawn(random, tools) {
  let left = random() * tools.reduce((sum, { frequency }) => sum + frequency, 0)
  return tools.find(({ frequency }) => (left -= frequency) < 0) ?? tools[0]
}

/** A size whose quantiles are the given ones; between two of them any is as likely. */
function size(random, quantiles) {
  const share = random()
  const above = shares.findIndex((bound) => bound > share)
  const part = (share - shares[above - 1]) / (shares[above] - shares[above - 1])
  return Math.round(quantiles[above - 1] + part ** 1.5 * (quantiles[above] - quantiles[above - 1]))
}

/** An object whose JSON has about this length: short fields, and a text with the rest. */
function object(random, length) {
  const value = {}
  let left = length - 2
  while (left > 12) {
    const fieldLength = Math.min(left, 30 + Math.floor(random() * Math.max(40, left / 2)))
    const key = `${words[Math.floor(random() * words.length)]}_${Object.keys(value).length}`
    value[key] = text(random, Math.max(1, fieldLength - key.length - 6))
    left -= fieldLength
  }
  return value
}

/** Words, numbers and line breaks, as files and pages are made of them. */
function text(random, length) {
  let made = ''
  while (made.length < length) {
    const kind = random()
    made +=
      kind < 0.8 ? words[Math.floor(random() * words.length)] : kind < 0.93 ? String(Math.floor(random() * 1e6)) : '"\n'
    made += ' '
  }
  return made.slice(0, length)
}

function time(start, index) {
  return new Date(start + index * 61_003).toISOString()
}

function uuid(random) {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** Numbers from 0 to 1, always the same for a seed (mulberry32, a public-domain generator by Tommy Ettinger). */
function sequence(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
