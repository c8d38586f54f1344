import { markStart, type NamedKind } from './kind.js'

/** How names end that secrets go under, without case and separators: `X-Api-Key` and `openaiApiKey` both end in `apikey`. */
export const nameEndings: Readonly<Record<NamedKind, string>> = {
  password: 'pass(?:word|wd|phrase|code)|pwd|(?:^|user|root|admin|become|db|smtp|mail)pass',
  'private-key': '(?:private|signing|encryption|master)key',
  'api-key': '(?:api|access|account|auth|storage|subscription)key',
  secret: 'secret(?:(?:access)?key)?',
  token: 'token',
  authorization: 'authori[sz]ation',
  cookie: 'cookie',
  credentials: 'credential',
  'card-code': 'cv[cv]2?',
}

const kinds = Object.keys(nameEndings) as NamedKind[]

// With what may follow: `passwords`, `passwordConfirmation`, `token_value`, `api_key_2`, `privateKeyPem`, `Password field`.
const nameEnd = new RegExp(
  `(?:(${Object.values(nameEndings).join(')|(')}))s?(?:hash|value|text|string|binary|pem|header|field|input|box|confirm(?:ation)?|\\d)*$`,
)

// Places in lists, and the words of language models and parsers, are tokens as well, most of all where they are counted.
const otherToken =
  /(?<!access|auth|api|refresh)tokens(?!ecret)|(?:page|next|previous|continuation|resume|sync|cursor|start|starting|stop|end|[bes]os|pad|unk|mask|per|first|last|design)token/

// Every name that ends so, in any spelling and the schemes of authorization. Short, as every text is searched for it.
const clues =
  'pass(?:[-_. ]?[wpc]|(?![a-z]))|pwd|secret|token|(?:api[-_. ])?key|authori[sz]|cookie|credential|cv[cv]|(?:bearer|basic) '

// A longer name is a sentence. What a mark stands in is no name any more.
const maxLength = 100
// Names repeat. Those that are made up from data do not, and are not to fill the memory.
const mostKnown = 2_000

/** The names that secrets go under: those known here, and those that the caller adds. */
export interface SecretNames {
  /** Finds each place in a text where a part of such a name may be. Has the flag `g`. */
  readonly clue: RegExp
  /** The kind of secret that goes under a name, or null. */
  readonly kindOf: (name: string) => NamedKind | 'key' | null
}

/** A name as it is compared: its letters and digits alone, in lower case. */
export function comparableName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** `more` are whole names, in any spelling. */
export function secretNames(more: readonly string[] = []): SecretNames {
  const added = more.map(comparableName)
  const spellings = added.map((name) => Array.from(name).join('[-_ .]?'))
  const clue = [...spellings, clues].join('|')
  const anyClue = new RegExp(clue, 'i')
  const known = new Map<string, NamedKind | 'key' | null>()

  function kindOf(name: string): NamedKind | 'key' | null {
    let kind = known.get(name)
    if (kind !== undefined) return kind
    if (known.size >= mostKnown) known.clear()
    const comparable = isName(name) && anyClue.test(name) ? comparableName(name) : ''
    kind = added.includes(comparable) ? 'key' : kindOfEnd(comparable)
    known.set(name, kind)
    return kind
  }
  return { clue: new RegExp(clue, 'gi'), kindOf }
}

// A path or the name of a package is none: `node_modules/cookie`.
function isName(text: string): boolean {
  return text.length <= maxLength && !text.includes(markStart) && !text.includes('/')
}

function kindOfEnd(name: string): NamedKind | null {
  const [, ...groups] = (!otherToken.test(name) && nameEnd.exec(name)) || []
  return kinds[groups.findIndex((group) => group !== undefined)] ?? null
}

/**
 * Whether what goes under the name of a secret is known to be none: the folder that a shell is in, which it calls `PWD`, how
 * many tests pass or what a report says then, the version of a package called `cookie`, what Fetch lets `credentials` be.
 */
export function isNoSecret(name: string, value: string): boolean {
  return (
    (/pwd$/i.test(name) && /^(?:[~/.]|[a-z]:[\\/])/i.test(value)) ||
    (/^pass$/i.test(name) && /^\d+%?$|[^!-~]/.test(value)) ||
    /^(?:[~^]\d+(?:\.\d+){0,2}|\d+\.\d+\.\d+|omit|include|same-origin)$/.test(value)
  )
}
