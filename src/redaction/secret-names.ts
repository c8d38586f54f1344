import type { RedactionKind } from './kind.js'

// How names end that secrets go under, without case and separators: `X-Api-Key` and `openaiApiKey` both end in `apikey`.
const ends: readonly (readonly [kind: RedactionKind, end: string])[] = [
  ['password', 'pass(?:word|wd|phrase|code)s?|pwd'],
  ['private-key', '(?:private|signing|encryption|master)keys?'],
  ['api-key', '(?:api|access|account|auth|storage|subscription)keys?'],
  ['secret', 'secrets?(?:(?:access)?keys?)?'],
  ['token', '(?:access|refresh|api|auth)tokens|token'],
  ['authorization', 'authorization'],
  ['cookie', 'cookies?'],
  ['credentials', 'credentials?'],
  ['signature', '^sig|(?:amz|goog)signature'],
  ['card-code', '^(?:card)?cv[cv]2?|cardcv[cv]2?'],
]

// What may follow such an end: `passwordConfirmation`, `token_value`, `api_key_2`, `Password field`.
const decorations = '(?:hash|value|text|string|header|field|input|textbox|box|confirm(?:ation)?|base64|pem|\\d)*$'

const secretEnd = new RegExp(`(?:${ends.map(([, end]) => `(${end})`).join('|')})${decorations}`)

// Places in lists, and words and characters of language models, design systems and parsers, are called tokens as well.
const otherToken =
  /(?:page|next|prev|previous|continuation|resume|sync|cursor|start|starting|stop|end|[bes]os|pad|unk|mask|special|per|first|last|max|min|num|total|prompt|completion|input|output|cached?|reasoning|design)tokens?$/

/** The words by which a text is suspected to name a secret: every name in `ends` holds one, in any spelling. */
const words =
  'pass(?:w|phr|code)|pwd|secret|token|(?:api|access|account|auth|private|signing|encryption|master|storage|subscription)[-_ .]?key|authoriz|cookie|credential|sig(?:nature)?=|\\bcv[cv]|_cv[cv]|bearer |basic '

// A longer name is a sentence.
const maxLength = 100
// Names repeat. What is made up of data does not, and is not to fill the memory.
const mostKnown = 2_000

/** The names under which secrets are kept: those known here, and those that the caller adds. */
export interface SecretNames {
  /** Finds what may be a part of such a name, in a text of any form. Has the flag `g`. */
  readonly pattern: RegExp
  /** The kind of secret that goes under a name, or null. */
  readonly kindOf: (name: string) => RedactionKind | 'key' | null
}

/** A name as it is compared: its letters and digits alone, in lower case. */
export function comparableName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** `more` are whole names, in any spelling. */
export function secretNames(more: readonly string[] = []): SecretNames {
  const added = new Set(more.map(comparableName))
  const known = new Map<string, RedactionKind | 'key' | null>()
  const spellings = [...added].map((name) => Array.from(name).join('[-_ .]?'))

  function kindOf(name: string): RedactionKind | 'key' | null {
    let kind = known.get(name)
    if (kind !== undefined) return kind
    if (known.size >= mostKnown) known.clear()
    kind = name.length > maxLength ? null : judged(comparableName(name), added)
    known.set(name, kind)
    return kind
  }
  return { pattern: new RegExp([words, ...spellings].join('|'), 'gi'), kindOf }
}

/** Whether this is no password but the folder that a shell is in, which it calls `PWD`, too. */
export function isFolder(name: string, value: string): boolean {
  return /pwd$/i.test(name) && /^(?:[~/.]|[a-z]:[\\/])/i.test(value)
}

function judged(name: string, added: ReadonlySet<string>): RedactionKind | 'key' | null {
  if (added.has(name)) return 'key'
  const match = secretEnd.exec(name)
  if (!match || otherToken.test(name)) return null
  const index = match.slice(1).findIndex((group) => group !== undefined)
  return ends[index]?.[0] ?? null
}
