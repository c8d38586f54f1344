import type { Mark, TokenKind } from './kind.js'

/**
 * What keys and tokens look like: prefixes, alphabets and lengths as their issuers' documentation and the rules of public
 * scanners (gitleaks, secretlint, GitHub's list of supported secrets) state them; what is longer belongs to them as well. Quantifiers are bounded, since V8 has no room to go back over many millions of
 * characters. Each is looked for where a long word begins. What stands before that word is looked at, not replaced: `SG.` and the
 * number of a Telegram bot stay.
 */
export const tokenShapes: Readonly<Record<TokenKind, string>> = {
  jwt: 'eyJ[\\w-]{10,20000}(?=\\.[\\w-]{8}|\\.\\.)(?:\\.[\\w-]{0,100000}){1,4}',
  // With the secret key, where it stands beside its id.
  'aws-key': 'A(?:3T[A-Z\\d]|KIA|SIA|BIA|CCA)[A-Z\\d]{16}(?!\\w)(?:["\',;:|\\s]{1,8}[\\w/+]{40}(?![\\w/+]))?',
  'google-key': 'AIza[\\w-]{35}|GOCSPX-[\\w-]{20,999}|(?<=ya29\\.)[\\w-]{20,999}',
  'github-token': 'gh[oprsu]_[^\\W_]{30,999}|github_pat_\\w{22,999}',
  'gitlab-token': 'gl(?:pat|ptt|oas|dt|rtr?|cbt|ft|soat|imt|agent)-[\\w-]{20,999}(?:\\.[\\w-]{1,99}){0,2}',
  'anthropic-key': 'sk-ant-[\\w-]{16,999}',
  'openai-key': 'sk-(?:proj|svcacct|admin)-[\\w-]{16,999}',
  'slack-token': 'x(?:ox[a-z]|app)-[\\w-]{10,999}|(?<=hooks\\.slack\\.com/\\w{8,10}/T\\w{6,14}/B\\w{6,14}/)\\w{20,999}',
  'stripe-key': '[rs]k_(?:live|test)_[^\\W_]{10,999}|whsec_[\\w+/=]{24,999}',
  'service-key': [
    // OpenAI's former keys (also DeepSeek's), Hugging Face, Groq, xAI, Replicate, npm, Perplexity, Notion, Linear, Grafana, Bitbucket.
    '(?:sk-|hf_|gsk_|xai-|r8_|npm_|pplx-|ntn_|lin_api_|gls?[ac]_|ATBB)[^\\W_]{20}',
    // OpenRouter, Langfuse, NVIDIA, PyPI, Tavily, Atlassian, Docker Hub, age.
    '(?:sk-or|sk-lf|nvapi|pypi|tvly|AT[AC]TT3|dckr_pat|AGE-SECRET-KEY)[-_\\dx][\\w=-]{20,999}',
    // Twilio, Mailgun, Databricks, Shopify, DigitalOcean, RubyGems, LangSmith.
    '(?:SK|key-|dapi|shp(?:at|ca|pa|ss)_|do[opr]_v1_|rubygems_|lsv2_.._)[a-f\\d]{32}',
    // SendGrid, HashiCorp Vault, Entra ID, Telegram, Discord: bots and webhooks.
    '(?<=SG\\.)[\\w-]{16,999}\\.[\\w-]{16,999}',
    '(?<=hv[bs]\\.)[\\w-]{24,999}',
    '(?<=\\dQ~)[\\w~.-]{31,999}',
    '(?<=\\d{8}:)AA[\\w-]{32,999}',
    '[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,999}',
    '(?<=/webhooks/\\d{17,20}/)[\\w-]{60,999}',
  ].join('|'),
}

const kinds = Object.keys(tokenShapes) as TokenKind[]

// A word may begin behind an escape: `\n`, `\u003d` and `%3D` end in letters that are none of its own.
const shape = new RegExp(
  `((?:(?<=\\\\)(?:u[\\da-f]{4}|[bfnrt])|(?<=%)[\\dA-F]{2})?[-_]*)(?:(${Object.values(tokenShapes).join(')|(')}))`,
  'y',
)

// The fewest letters, digits, `_` and `-` in a row that make a word long: the id of an AWS key has as many.
const longWord = 20
// Unbounded, as nothing follows for which it could have to go back.
const word = /[\w-]*/y

/** The text with each key and token replaced that its shape gives away. */
export function withoutTokens(text: string, mark: Mark): string {
  let out = ''
  let kept = 0
  for (let at = nextLongWord(text, 0); at >= 0; at = nextLongWord(text, at)) {
    shape.lastIndex = word.lastIndex = at
    const [whole = '', lead = '', ...groups] = shape.exec(text) ?? []
    const kind = kinds[groups.findIndex((group) => group !== undefined)]
    if (kind) {
      word.lastIndex = at + whole.length
      word.test(text)
      out += text.slice(kept, at + lead.length) + mark(kind, text.slice(at + lead.length, word.lastIndex))
      kept = word.lastIndex
    } else {
      word.test(text)
    }
    at = word.lastIndex
  }
  return out + text.slice(kept)
}

// Where a long word begins at or after `start`, else -1. A long word covers every twentieth character, so most of a text
// is stepped over: only where such a character belongs to a word its neighbours are looked at.
function nextLongWord(text: string, start: number): number {
  for (let at = start + longWord - 1; at < text.length; at = start + longWord - 1) {
    while (at >= start && isWord(text.charCodeAt(at))) at--
    if (at < start) return start
    start = at + 1
  }
  return -1
}

// Letters, digits, `_` and `-`.
function isWord(code: number): boolean {
  const letter = code | 32
  return (letter > 96 && letter < 123) || (code > 47 && code < 58) || code === 95 || code === 45
}
