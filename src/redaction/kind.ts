/** A kind of secret that goes under a telling name. */
export type NamedKind =
  | 'password'
  | 'private-key'
  | 'api-key'
  | 'secret'
  | 'token'
  | 'authorization'
  | 'cookie'
  | 'credentials'
  | 'card-code'

/** A kind of secret that its shape gives away where a long word begins. */
export type TokenKind =
  | 'jwt'
  | 'aws-key'
  | 'google-key'
  | 'github-token'
  | 'gitlab-token'
  | 'anthropic-key'
  | 'openai-key'
  | 'slack-token'
  | 'stripe-key'
  | 'service-key'

/** A kind of secret, as it stands in `[redacted:KIND]`. */
export type RedactionKind = NamedKind | TokenKind | 'url-password' | 'signature' | 'card-number'

/** Replaces one secret of a kind, `key` being one of the caller's, or leaves it where that kind is to stay. */
export type Mark = (kind: RedactionKind | 'key', secret: string) => string

/** How each mark begins. */
export const markStart = '[redacted:'

/** What takes the place of a secret. */
export function redactionMark(kind: RedactionKind | 'key' | 'path' | 'custom'): string {
  return `${markStart}${kind}]`
}
