import type { Mark } from './kind.js'

// RFC 6750 and RFC 7617: a scheme, and what proves who asks. Prose about them has no digits.
const proof = /\b((?:bearer|basic) {1,4})(?=[a-z._~+/-]{0,64}[\d=])([\w.~+/-]{8,99999}={0,2})/gi

/** The text with what follows `Bearer` or `Basic` replaced, wherever it stands. */
export function withoutAuthorizations(text: string, mark: Mark): string {
  return text.replace(proof, (_, scheme: string, secret: string) => scheme + mark('authorization', secret))
}
