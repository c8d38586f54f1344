import type { Mark, RedactionKind } from './kind.js'

// Prefixes, alphabets and lengths as their issuers and the rules of public scanners state them. Each is looked for where a
// long word begins. What stands before the word is looked at, not replaced: `SG.` and the number of a Telegram bot stay.
const shapes: readonly (readonly [kind: RedactionKind, shape: string])[] = [
  ['jwt', 'eyJ[\\w-]{10,}(?=\\.[\\w-]{8}|\\.\\.)(?:\\.[\\w-]*){1,4}'],
  // With the secret key, where it stands beside its id.
  [
    'aws-key',
    'A(?:3T[A-Z\\d]|KIA|SIA|BIA|CCA)[A-Z\\d]{16}(?![A-Za-z\\d])(?:["\',;:|\\s]{1,8}[A-Za-z\\d/+]{40}(?![\\w/+=]))?',
  ],
  ['google-key', 'AIza[\\w-]{35}(?![\\w-])|GOCSPX-[\\w-]{20,}|(?<=ya29\\.)[\\w-]{20,}'],
  ['azure-key', '(?<=[\\w~.]{3}\\dQ~)[\\w~.-]{31,34}'],
  ['github-token', 'gh[oprsu]_[A-Za-z\\d]{30,}|github_pat_\\w{22,}'],
  ['gitlab-token', 'gl(?:pat|ptt|oas|dt|rtr?|cbt|ft|soat|imt|agent)-[\\w-]{20,}(?:\\.[\\w-]+){0,2}'],
  ['atlassian-token', 'AT(?:[AC]TT3|BB)[\\w=-]{20,}'],
  ['anthropic-key', 'sk-ant-[\\w-]{16,}'],
  ['openai-key', 'sk-(?:proj|svcacct|admin|None)-[\\w-]{16,}|sk-[A-Za-z\\d]{20,}(?![\\w-])'],
  [
    'model-key',
    'sk-(?:or|lf)-[\\w-]{16,}|(?:hf_|gsk_|xai-|pplx-|r8_|lsv2_[ps][kt]_|tvly-|nvapi-|ntn_|csk-)(?:dev-|prod-)?[A-Za-z\\d]{24}[\\w-]*',
  ],
  [
    'slack-token',
    'xox[a-z]-[\\w-]{10,}|xapp-\\d-[\\w-]{10,}|(?<=hooks\\.slack\\.com/\\w{8,10}/T\\w{6,14}/B\\w{6,14}/)\\w{20,}',
  ],
  ['stripe-key', '[rs]k_(?:live|test)_[A-Za-z\\d]{10,}|whsec_[\\w+/=]{24,}'],
  ['package-token', 'npm_[A-Za-z\\d]{36}|pypi-[\\w-]{50,}|rubygems_[a-f\\d]{48}|dckr_pat_[\\w-]{27,}'],
  [
    'chat-token',
    '(?<=\\d{8}:)AA[\\w-]{32,}|[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,40}|(?<=/webhooks/\\d{17,20}/)[\\w-]{60,}',
  ],
  [
    'service-key',
    '(?<=SG\\.)[\\w-]{16,32}\\.[\\w-]{16,64}|SK[a-f\\d]{32}(?!\\w)|key-[a-f\\d]{32}(?!\\w)|shp(?:at|ca|pa|ss)_[A-Fa-f\\d]{32}|do[opr]_v1_[a-f\\d]{64}|dapi[a-f\\d]{32}|lin_api_\\w{32,}|(?<=hv[bs]\\.)[\\w-]{24,}|PMAK-[a-f\\d]{24}-[a-f\\d]{34}|gls?[ac]_\\w{32,}|AGE-SECRET-KEY-1[A-Z\\d]{58}',
  ],
]

/** The fewest letters, digits, `_` and `-` in a row that make a word long. The id of an AWS key has so many. */
const longWord = 20

// A word may begin behind an escape: `\n`, `\u003d` and `%3D` end in letters that are none of its own.
const beginning = '(?:(?<=\\\\)(?:u[\\da-f]{4}|[bfnrt])|(?<=%)[\\dA-F]{2})?[-_]*'

const shape = new RegExp(`(${beginning})(?:${shapes.map(([, source]) => `(${source})`).join('|')})`, 'y')

/** Whether a text holds something of the shape of a key or token. */
export function hasToken(text: string): boolean {
  return replaced(text, null) !== text
}

/** The text with each key and token replaced that its shape gives away. */
export function withoutTokens(text: string, mark: Mark): string {
  return replaced(text, mark)
}

// Without a mark, anything else than the text says that there is one.
function replaced(text: string, mark: Mark | null): string {
  let out = ''
  let kept = 0
  for (let at = nextLongWord(text, 0); at >= 0; at = nextLongWord(text, at)) {
    shape.lastIndex = at
    const match = shape.exec(text)
    if (!match) {
      at = endOfWord(text, at)
      continue
    }
    if (!mark) return ''
    const [whole, lead = '', ...found] = match
    const secret = whole.slice(lead.length)
    const kind = shapes[found.findIndex((group) => group !== undefined)]?.[0]
    if (kind) out += text.slice(kept, at + lead.length) + mark(kind, secret)
    at += whole.length
    kept = at
  }
  return kept === 0 ? text : out + text.slice(kept)
}

// Where a long word begins at or after `from`, else -1. Most of the text is stepped over: a long word covers every
// twentieth character, so only where one of these belongs to a word its neighbours are looked at.
function nextLongWord(text: string, from: number): number {
  let start = from
  let probe = start + longWord - 1
  while (probe < text.length) {
    let at = probe
    while (at >= start && isWord(text.charCodeAt(at))) at--
    if (at < start) return start
    start = at + 1
    probe = start + longWord - 1
  }
  return -1
}

function endOfWord(text: string, from: number): number {
  let at = from
  while (at < text.length && isWord(text.charCodeAt(at))) at++
  return at
}

// Letters, digits, `_` and `-`.
function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  )
}
