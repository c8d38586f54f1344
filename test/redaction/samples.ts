import { redactionMark, type RedactionKind } from '../../src/redaction/kind.js'

/** A secret as it would be, which is none: made of its parts here, so that no scanner takes this file for a leak. */
export interface Sample {
  readonly kind: RedactionKind
  readonly name: string
  readonly secret: string
  /** What is left of it. */
  readonly left: string
}

const alphanumeric = 'q7Rk2mXz9TbW4cLp8NvY3sGh6JdF5aQe1UoKiZ0xCrVtBnMwHyPgSjDfAlEuOI'
const hexadecimal = '9f3c1a7e5b2d8046'

/** So many letters and digits. */
export function letters(count: number): string {
  return alphanumeric.repeat(Math.ceil(count / alphanumeric.length)).slice(0, count)
}

/** So many hexadecimal digits. */
export function hex(count: number): string {
  return hexadecimal.repeat(Math.ceil(count / hexadecimal.length)).slice(0, count)
}

function sample(kind: RedactionKind, name: string, parts: readonly string[], kept = ''): Sample {
  return { kind, name, secret: kept + parts.join(''), left: kept + redactionMark(kind) }
}

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const upper = letters(80).toUpperCase()

/** Tokens by their shape, one of each form. */
export const tokenSamples: readonly Sample[] = [
  sample('jwt', 'signed', [
    base64url({ alg: 'HS256', typ: 'JWT' }),
    '.',
    base64url({ sub: '1', iat: 2 }),
    '.',
    letters(43),
  ]),
  sample('jwt', 'without a signature', [
    base64url({ alg: 'none', typ: 'JWT' }),
    '.',
    base64url({ sub: '1', iat: 2 }),
    '.',
  ]),
  sample('jwt', 'encrypted, without a key', [
    base64url({ alg: 'dir', enc: 'A256GCM' }),
    '..',
    letters(16),
    '.',
    letters(24),
    '.',
    letters(22),
  ]),
  sample('aws-key', 'id', ['AK', 'IA', upper.slice(0, 16)]),
  sample('aws-key', 'temporary id', ['AS', 'IA', upper.slice(0, 16)]),
  sample('aws-key', 'id and secret', ['AK', 'IA', upper.slice(0, 16), ',', letters(20), '/+', letters(18)]),
  sample('google-key', 'API key', ['AI', 'za', 'Sy', letters(33)]),
  sample('google-key', 'OAuth client', ['GOC', 'SPX-', letters(28)]),
  sample('google-key', 'OAuth token', ['a0', letters(100)], 'ya29.'),
  ...['p', 'o', 'u', 's', 'r'].map((form) => sample('github-token', `gh${form}`, ['gh', form, '_', letters(36)])),
  sample('github-token', 'fine-grained', ['github', '_pat_', letters(22), '_', letters(59)]),
  sample('gitlab-token', 'personal', ['gl', 'pat-', letters(20)]),
  sample('gitlab-token', 'routable', ['gl', 'pat-', letters(27), '.01.', letters(9)]),
  sample('gitlab-token', 'deploy', ['gl', 'dt-', letters(20)]),
  sample('anthropic-key', 'API', ['sk-', 'ant-', 'api03-', letters(40), '-_', letters(51), 'AA']),
  sample('openai-key', 'project', ['sk-', 'proj-', letters(60), 'T3Blbk', 'FJ', '_-', letters(60)]),
  sample('openai-key', 'service account', ['sk-', 'svcacct-', letters(60)]),
  sample('service-key', 'OpenAI, old', ['sk-', letters(20), 'T3Blbk', 'FJ', letters(20)]),
  sample('service-key', 'OpenRouter', ['sk-', 'or-', 'v1-', hex(64)]),
  sample('service-key', 'Hugging Face', ['hf', '_', letters(34)]),
  sample('service-key', 'Groq', ['gsk', '_', letters(52)]),
  sample('service-key', 'xAI', ['xai', '-', letters(80)]),
  sample('service-key', 'Replicate', ['r8', '_', letters(37)]),
  sample('service-key', 'Perplexity', ['pplx', '-', letters(48)]),
  sample('service-key', 'NVIDIA', ['nv', 'api-', letters(64)]),
  sample('service-key', 'Tavily', ['tv', 'ly-', 'dev-', letters(32)]),
  sample('service-key', 'LangSmith', ['lsv2', '_pt_', hex(32), '_', hex(10)]),
  sample('slack-token', 'bot', ['xo', 'xb-', '123456789012-123456789012-', letters(24)]),
  sample('slack-token', 'app', ['xa', 'pp-', '1-A0123456789-1234567890123-', hex(64)]),
  sample('slack-token', 'webhook', [letters(24)], 'https://hooks.slack.com/services/T01234567/B01234567/'),
  sample('stripe-key', 'secret', ['sk', '_live_', letters(24)]),
  sample('stripe-key', 'restricted', ['rk', '_live_', letters(99)]),
  sample('stripe-key', 'test', ['sk', '_test_', letters(24)]),
  sample('stripe-key', 'webhook', ['wh', 'sec_', letters(32)]),
  sample('service-key', 'npm', ['np', 'm_', letters(36)]),
  sample('service-key', 'PyPI', ['py', 'pi-', 'AgEIcHlwaS5vcmc', letters(80)]),
  sample('service-key', 'RubyGems', ['ruby', 'gems_', hex(48)]),
  sample('service-key', 'Docker', ['dckr', '_pat_', letters(27)]),
  sample('service-key', 'SendGrid', [letters(22), '.', letters(43)], 'SG.'),
  sample('service-key', 'Twilio', ['S', 'K', hex(32)]),
  sample('service-key', 'Mailgun', ['key', '-', hex(32)]),
  sample('service-key', 'Telegram', ['AA', letters(33)], '123456789:'),
  sample('service-key', 'Discord bot', ['MT', letters(24), '.', letters(6), '.', letters(38)]),
  sample('service-key', 'Discord webhook', [letters(68)], 'https://discord.com/api/webhooks/123456789012345678/'),
  sample('service-key', 'Shopify', ['shp', 'at_', hex(32)]),
  sample('service-key', 'DigitalOcean', ['do', 'p_v1_', hex(64)]),
  sample('service-key', 'Databricks', ['da', 'pi', hex(32)]),
  sample('service-key', 'Linear', ['lin', '_api_', letters(40)]),
  sample('service-key', 'Notion', ['nt', 'n_', letters(46)]),
  sample('service-key', 'Grafana', ['gl', 'sa_', letters(32), '_', hex(8)]),
  sample('service-key', 'Vault', ['CAESI', letters(90)], 'hvs.'),
  sample('service-key', 'Azure client', [letters(34)], 'abc8Q~'),
  sample('service-key', 'Atlassian', ['ATA', 'TT3', 'xFfGF0', letters(180), '=', hex(8)]),
  sample('service-key', 'Bitbucket', ['AT', 'BB', letters(32)]),
  sample('service-key', 'age', ['AGE-', 'SECRET-KEY-1', upper.slice(0, 58)]),
]
