/** Every kind of secret that is replaced; each is told apart in the text that takes its place. */
export const redactionKinds = [
  // By the name that a value goes under.
  'password',
  'secret',
  'token',
  'api-key',
  'private-key',
  'authorization',
  'cookie',
  'credentials',
  'signature',
  'card-code',
  // By what it looks like.
  'jwt',
  'aws-key',
  'google-key',
  'azure-key',
  'github-token',
  'gitlab-token',
  'atlassian-token',
  'openai-key',
  'anthropic-key',
  'model-key',
  'slack-token',
  'stripe-key',
  'package-token',
  'chat-token',
  'service-key',
  'url-password',
  'card-number',
] as const

/** A kind of secret, as it stands in `[redacted:KIND]`. */
export type RedactionKind = (typeof redactionKinds)[number]

/** What takes the place of a secret: for a kind of our own, or of the caller's (`key`, `path`, `custom`). */
export function redactionMark(kind: RedactionKind | 'key' | 'path' | 'custom'): string {
  return `[redacted:${kind}]`
}

/** Replaces one secret of a kind, or leaves it where that kind is to stay. */
export type Mark = (kind: RedactionKind | 'key', secret: string) => string
